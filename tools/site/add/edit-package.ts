import { findNodeAtLocation } from 'jsonc-parser';

import { appendTo, indentInside, readJsonText } from '../json-text.ts';
import type { PackageRecord } from './package-record.ts';
import type { Edited } from './stop-reason.ts';

const FILE = 'package.json';

/** Adds missing dependencies to a package.json; existing version ranges and everything else stay the same. */
export function editPackage(text: string | undefined, dependencies: Readonly<Record<string, string>>): Edited {
  if (text === undefined) {
    return stopped(1, 'There is no package.json', 'run npm init, or take the one that Git Integration wrote');
  }
  const json = readJsonText(text);
  if (json.kind === 'unreadable') return stopped(json.line, `It is not JSON: ${json.reason}`, 'fix the syntax');
  const { root } = json;
  if (root.type !== 'object') return stopped(1, 'It is not a JSON object', 'write { … } around what it holds');
  const present = findNodeAtLocation(root, ['dependencies']);
  const missing = Object.entries(dependencies)
    .filter(([name]) => findNodeAtLocation(root, ['dependencies', name]) === undefined)
    .map(([name, range]) => `${JSON.stringify(name)}: ${JSON.stringify(range)}`);
  if (missing.length === 0) return { kind: 'edited', text };
  if (present?.type === 'object') return { kind: 'edited', text: appendTo(text, present, missing) };
  const lines = missing.map((line) => `\n${indentInside(text, root)}${line}`).join(',');
  return { kind: 'edited', text: appendTo(text, root, [`"dependencies": {${lines}\n}`]) };
}

/** Lists what `editPackage` adds to a package.json: package names, and `dependencies` if it is missing. */
export function addedToPackage(
  text: string | undefined,
  dependencies: Readonly<Record<string, string>>,
): PackageRecord {
  const json = readJsonText(text ?? '');
  if (json.kind === 'unreadable') return [];
  const isThere = findNodeAtLocation(json.root, ['dependencies']) !== undefined;
  const missing = Object.keys(dependencies).filter(
    (name) => findNodeAtLocation(json.root, ['dependencies', name]) === undefined,
  );
  return isThere || missing.length === 0 ? missing : ['dependencies', ...missing];
}

function stopped(line: number, what: string, fix: string): Edited {
  return { kind: 'stopped', reasons: [{ file: FILE, line, what, fix }] };
}
