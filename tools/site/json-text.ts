import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import MagicString from 'magic-string';

import { eolOf, indentAt } from './text-style.ts';

/** Parsed JSON with the positions of its parts, or the place and reason of a syntax error. */
export type JsonText =
  | { readonly kind: 'json'; readonly value: unknown; readonly root: Node }
  | { readonly kind: 'unreadable'; readonly line: number; readonly reason: string };

/** Parses JSON, with comments where Wix allows them. Never throws. */
export function readJsonText(text: string, { allowsComments = false, allowsTrailingCommas = false } = {}): JsonText {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: !allowsComments, allowTrailingComma: allowsTrailingCommas });
  const [error] = errors;
  if (error !== undefined) return { kind: 'unreadable', line: lineAt(text, error.offset), reason: inWords(error) };
  if (root === undefined) return { kind: 'unreadable', line: 1, reason: 'nothing is there' };
  return { kind: 'json', value: getNodeValue(root), root };
}

/** Describes an error, such as `comma expected`. */
function inWords({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])[A-Z]/g, ' $&')
    .toLowerCase();
}

/** Returns the line of a position, starting at 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Adds items, such as `"name": "value"`, after the last one of an array or an object; the rest stays the same, byte for byte. */
export function appendTo(text: string, node: Node, items: readonly string[]): string {
  const eol = eolOf(text);
  const indent = indentInside(text, node);
  const lines = items.map((item) => `\n${item}`.replaceAll('\n', eol + indent)).join(',');
  const last = node.children?.at(-1);
  if (last !== undefined) {
    const end = last.offset + last.length;
    return `${text.slice(0, end)},${lines}${text.slice(end)}`;
  }
  const start = node.offset + 1;
  return text.slice(0, start) + lines + eol + indentAt(text, node.offset) + text.slice(start);
}

/** Removes items of an array or an object: the inverse of `appendTo`, even if the items have moved. */
export function removeFrom(text: string, node: Node, items: readonly Node[]): string {
  const children = node.children ?? [];
  const first = children.findIndex((child) => !items.includes(child));
  const output = new MagicString(text);
  if (first === -1) {
    const start = node.offset + 1;
    const end = endOf(children.at(-1) ?? node);
    const before = text.slice(start, children[0]?.offset);
    const closing = eolOf(text) + indentAt(text, node.offset);
    // The original text between the brackets follows the line that closes them.
    const isAppended = before === eolOf(text) + indentInside(text, node) && text.startsWith(closing, end);
    return (
      text.slice(0, isAppended ? start : start + before.length) + text.slice(isAppended ? end + closing.length : end)
    );
  }
  if (first > 0) output.remove(children[0]?.offset ?? 0, children[first]?.offset ?? 0);
  children.forEach((child, index) => {
    if (index > first && items.includes(child)) output.remove(endOf(children[index - 1] ?? child), endOf(child));
  });
  return output.toString();
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

/** Returns the indentation of the items of an array or an object. */
export function indentInside(text: string, { offset, children = [] }: Node): string {
  const [first] = children;
  return first === undefined ? `${indentAt(text, offset)}  ` : indentAt(text, first.offset);
}
