import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

import { eolOf, indentAt } from './text-style.ts';

/** JSON with the places of its parts, or where and why it is none. */
export type JsonText =
  | { readonly kind: 'json'; readonly value: unknown; readonly root: Node }
  | { readonly kind: 'unreadable'; readonly line: number; readonly reason: string };

/** Reads JSON, with comments where Wix allows them. Never throws. */
export function readJsonText(text: string, { allowsComments = false } = {}): JsonText {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: !allowsComments });
  const [error] = errors;
  if (error !== undefined) return { kind: 'unreadable', line: lineAt(text, error.offset), reason: inWords(error) };
  if (root === undefined) return { kind: 'unreadable', line: 1, reason: 'nothing is there' };
  return { kind: 'json', value: getNodeValue(root), root };
}

/** Such as `comma expected`. */
function inWords({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase();
}

/** The line of a position, 1 for the first. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Adds items, such as `"name": "value"`, behind the last one of an array or an object; all else stays, byte for byte. */
export function appendTo(text: string, node: Node, items: readonly string[]): string {
  const eol = eolOf(text);
  const indent = indentInside(text, node);
  const lines = items.map((item) => `\n${item}`.replaceAll('\n', eol + indent)).join(',');
  const last = node.children?.at(-1);
  if (last === undefined) {
    const end = node.offset + node.length - 1;
    return text.slice(0, node.offset + 1) + lines + eol + indentAt(text, node.offset) + text.slice(end);
  }
  const end = last.offset + last.length;
  return `${text.slice(0, end)},${lines}${text.slice(end)}`;
}

/** The white space before what is in an array or an object. */
export function indentInside(text: string, { offset, children = [] }: Node): string {
  const [first] = children;
  return first === undefined ? `${indentAt(text, offset)}  ` : indentAt(text, first.offset);
}
