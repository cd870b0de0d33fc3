import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

import { commandNames } from '../flow/run-cli.ts';
import { findHiddenCommands, readCommands } from '../../tools/documents/read-commands.ts';
import { documents, notRun } from './follow-document.ts';
import { root } from './reader.ts';

const commandsOf = new Map(documents.map((document) => [document, readCommands(read(document))]));

const manifestSchema = v.object({ scripts: v.record(v.string(), v.string()) });

function read(document: string): string {
  return readFileSync(join(root, document), 'utf8');
}

/** The words behind `node bin/order-events.js` or `npm run`, wherever a document has them. */
function namedIn(document: string, pattern: RegExp): string[] {
  return [...new Set([...read(document).matchAll(pattern)].map(([, words = '']) => words.trim()))];
}

it('all commands are run but these', () => {
  const others = [...commandsOf.values()].flat().filter(({ isRunnable }) => !isRunnable);

  expect([...new Set(others.map(({ text }) => text))].sort()).toEqual(Object.keys(notRun).sort());
});

it.each(documents)('%s has commands in blocks of sh, shell and console only', (document) => {
  expect(findHiddenCommands(read(document))).toEqual([]);
});

it.each(documents)('%s names scripts that package.json has', (document) => {
  const scripts = Object.keys(v.parse(manifestSchema, JSON.parse(read('package.json'))).scripts);

  expect(namedIn(document, /`npm run ([\w:-]+)/g).filter((name) => !scripts.includes(name))).toEqual([]);
});

it.each(documents)('%s names commands that there are', (document) => {
  const known = commandNames();
  const named = namedIn(document, /node bin\/order-events\.js ([a-z]+(?: [a-z]+)?)\b/g);

  expect(named.filter((words) => !known.some((name) => `${words} `.startsWith(`${name} `)))).toEqual([]);
});

it('docs/command-line.md shows every command', () => {
  const shown = read('docs/command-line.md');

  expect(commandNames().filter((name) => !shown.includes(`order-events.js ${name}`))).toEqual([]);
});
