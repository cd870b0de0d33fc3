import MagicString from 'magic-string';
import type { Expression, ObjectExpression } from 'acorn';
import { objectAt, propertyOf, readJsonText } from '../json-text.ts';
import { eolOf, indentAt } from '../text-style.ts';
import type { Edited } from './edit-events.ts';

const file = 'package.json';

/** Adds those dependencies to a package.json that it has not, and leaves the ranges of the others and all else as they are. */
export function editPackage(text: string | undefined, dependencies: Readonly<Record<string, string>>): Edited {
  if (text === undefined) {
    return stopped(1, 'There is no package.json', 'run npm init, or take the one that Git Integration wrote');
  }
  const json = readJsonText(text);
  if (json.kind === 'unreadable') return stopped(json.line, `It is not JSON: ${json.reason}`, 'mend it');
  if (json.node.type !== 'ObjectExpression') return stopped(1, 'It is no JSON object', 'mend it');
  const present = objectAt(json.node, 'dependencies');
  const missing = Object.entries(dependencies).filter(([name]) => propertyOf(present, name) === undefined);
  if (missing.length === 0) return { kind: 'edited', text };
  const output = new MagicString(text);
  if (present) addTo(output, text, present, missing.map(quote));
  else addTo(output, text, json.node, [objectText(text, json.node, missing.map(quote))]);
  return { kind: 'edited', text: output.toString() };
}

function quote([name, range]: readonly [string, string]): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(range)}`;
}

/** Adds properties behind the last one of an object. */
function addTo(output: MagicString, text: string, object: ObjectExpression, properties: readonly string[]): void {
  const eol = eolOf(text);
  const indent = indentInside(text, object);
  const lines = properties.map((property) => eol + indent + property);
  const last = object.properties.at(-1);
  if (last) output.appendRight(last.end, lines.map((line) => `,${line}`).join(''));
  else output.overwrite(object.start, object.end, `{${lines.join(',')}${eol}${indentAt(text, object.start)}}`);
}

function objectText(text: string, root: Expression, properties: readonly string[]): string {
  const indent = root.type === 'ObjectExpression' ? indentInside(text, root) : '  ';
  const eol = eolOf(text);
  return `"dependencies": {${properties.map((property) => eol + indent + indent + property).join(',')}${eol}${indent}}`;
}

function indentInside(text: string, object: ObjectExpression): string {
  const first = object.properties[0];
  return first ? indentAt(text, first.start) : `${indentAt(text, object.start)}  `;
}

function stopped(line: number, what: string, mend: string): Edited {
  return { kind: 'stopped', reasons: [{ file, line, what, mend }] };
}
