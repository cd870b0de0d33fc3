import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { testFolders } from './folders.ts';

/** Slow tests, which run the built files or a thousand histories and take seconds each. */
const slow = /^(calls-.*|faults\.property|large-orders)\.test\.ts$/;

/** Event that Jest passes to its listeners, reduced to the fields used here. */
interface TestEvent {
  readonly name: string;
  readonly test?: { readonly errors: readonly unknown[]; mode?: string };
}

let hasFailed = false;

/** Skips all tests after the first failure, which already detects the mutant: a run becomes several times faster. */
function stopAtFailure({ name, test }: TestEvent): void {
  if (test === undefined) return;
  if (name === 'test_done' && test.errors.length > 0) hasFailed = true;
  if (name === 'test_start' && hasFailed) test.mode = 'skip';
}

// Jest has no option for this, only a list of listeners.
const listeners: unknown = Reflect.get(globalThis, Symbol.for('EVENT_HANDLERS'));
if (!Array.isArray(listeners)) throw new Error('Jest keeps its listeners elsewhere by now');
listeners.push(stopAtFailure);

// All files share one module registry, so that a mutant is loaded once and not for each test file.
for (const folder of testFolders[process.env['MUTATED'] ?? ''] ?? []) {
  const dir = join(__dirname, '../../test', folder);
  const files = readdirSync(dir).filter((name) => name.endsWith('.test.ts') && !slow.test(name));
  for (const name of files) jest.requireActual(join(dir, name));
}
