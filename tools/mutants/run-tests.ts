import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { testFolders } from './folders.ts';

/** Tests that run the built files, or a thousand histories: each takes seconds of its own. */
const slow = /^(calls-.*|faults\.property|large-orders)\.test\.ts$/;

/** What Jest tells its listeners of a test, as far as it matters here. */
interface TestEvent {
  readonly name: string;
  readonly test?: { readonly errors: readonly unknown[]; mode?: string };
}

let hasFailed = false;

/** One failed test says that a mutant is noticed: the rest is passed over, which makes a run several times as fast. */
function stopAtFailure({ name, test }: TestEvent): void {
  if (test === undefined) return;
  if (name === 'test_done' && test.errors.length > 0) hasFailed = true;
  if (name === 'test_start' && hasFailed) test.mode = 'skip';
}

// Jest has no such option, but a list of listeners.
const listeners: unknown = Reflect.get(globalThis, Symbol.for('EVENT_HANDLERS'));
if (!Array.isArray(listeners)) throw new Error('Jest keeps its listeners elsewhere by now');
listeners.push(stopAtFailure);

// In one module registry for all of them: a mutant is loaded once, and not once for each file of tests.
for (const folder of testFolders[process.env['MUTATED'] ?? ''] ?? []) {
  const dir = join(__dirname, '../../test', folder);
  const files = readdirSync(dir).filter((name) => name.endsWith('.test.ts') && !slow.test(name));
  for (const name of files) jest.requireActual(join(dir, name));
}
