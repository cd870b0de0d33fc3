import type { Program } from 'acorn';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { handlerNames } from '../../src/backend/order-events/handlers/handlers.ts';
import { transpile } from '../../tools/build/transpile.ts';
import { checkEntry } from '../../emulator/site-entries/check-entry.ts';
import { listExports } from '../../emulator/site-entries/list-exports.ts';
import { listImports } from '../../emulator/site-entries/list-imports.ts';
import { parseModule } from '../../emulator/site-entries/parse-module.ts';

const backend = join(__dirname, '../../src/backend');
const files = readdirSync(backend, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));

function read(path: string): string {
  return readFileSync(join(backend, path), 'utf8');
}

function programOf(path: string): Program {
  const parsed = parseModule(read(path), 'latest');
  if (parsed.kind === 'unreadable') {
    throw new Error(`${path}:${parsed.line} ${parsed.reason}`);
  }
  return parsed.program;
}

it('every built file is in a form that Wix runs', () => {
  const built = files.filter((path) => path.endsWith('.js'));

  const findings = built.flatMap((path) =>
    checkEntry(path, read(path)).map(({ line, code, message }) => `${path}:${line} ${code}: ${message}`),
  );

  expect(built).toEqual(
    expect.arrayContaining(['events.js', 'notifications.web.js', 'order-events.js', 'order-events-on-demand.js']),
  );
  expect(findings).toEqual([]);
});

it('events.js exports the handlers of the registry and nothing else', () => {
  const names = listExports(programOf('events.js')).map((exported) => exported.name);

  expect(names).toEqual(handlerNames);
});

it('nothing but the reconcile job loads an npm package when it is imported', () => {
  const loaded = [
    'events.js',
    'jobs.js',
    'notification-rules.js',
    'notifications.web.js',
    'order-events.js',
    'order-events-on-demand.js',
  ].flatMap((path) => listImports(programOf(path)).filter((imported) => !imported.isDynamic));

  expect(loaded.filter(({ specifier }) => !/^(backend\/|wix-)/.test(specifier ?? ''))).toEqual([]);
});

it('no web module lets everyone in, built or not', () => {
  const sources = files.filter((path) => path.endsWith('.web.ts'));

  const findings = sources.flatMap((path) => checkEntry(path.replace(/\.ts$/, '.js'), transpile(read(path), path)));

  expect(sources).toContain('notifications.web.ts');
  expect(findings).toEqual([]);
});
