import { parseExpressionAt, tokenizer } from 'acorn';
import type { ArrayExpression, Expression, ObjectExpression, Property } from 'acorn';
import { lineOf } from '../workbench/site-entries/parse-module.ts';

/** JSON with the places of its parts, or where and why it is none. */
export type JsonText =
  | { readonly kind: 'json'; readonly value: unknown; readonly node: Expression }
  | { readonly kind: 'unreadable'; readonly line: number; readonly reason: string };

/** Reads JSON; its syntax is a part of JavaScript's, whose parser gives the places. Never throws. */
export function readJsonText(text: string): JsonText {
  try {
    const node = parseExpressionAt(text, 0, { ecmaVersion: 'latest', locations: true });
    return { kind: 'json', value: JSON.parse(text) as unknown, node };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const line = error instanceof Error && 'loc' in error ? lineOf({ loc: error.loc }) : lineOfJavaScript(text);
    return { kind: 'unreadable', line, reason };
  }
}

/** The line of the first thing that JavaScript allows and JSON does not: a comma too many, a comment, other quotes. */
function lineOfJavaScript(text: string): number {
  const lines: number[] = [];
  let before = '';
  const onComment = (_block: boolean, _text: string, start: number): void => void lines.push(lineAt(text, start));
  for (const token of tokenizer(text, { ecmaVersion: 'latest', onComment })) {
    const source = text.slice(token.start, token.end);
    const isLoose = /^[,\]}]$/.test(source) && before === ',';
    if (isLoose || /^['`]/.test(source) || /^(?!true$|false$|null$)[A-Za-z_$]/.test(source)) {
      lines.push(lineAt(text, token.start));
    }
    before = source;
  }
  return lines.length === 0 ? 1 : Math.min(...lines);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** The property of an object; `undefined` when the node is no object or has none of that name. */
export function propertyOf(node: Expression | undefined, name: string): Property | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  return node.properties.find(
    (property): property is Property =>
      property.type === 'Property' && property.key.type === 'Literal' && property.key.value === name,
  );
}

/** The object at a property; `undefined` when there is none. */
export function objectAt(node: Expression, name: string): ObjectExpression | undefined {
  const value = propertyOf(node, name)?.value;
  return value?.type === 'ObjectExpression' ? value : undefined;
}

/** The array at a property; `undefined` when there is none. */
export function arrayAt(node: Expression, name: string): ArrayExpression | undefined {
  const value = propertyOf(node, name)?.value;
  return value?.type === 'ArrayExpression' ? value : undefined;
}
