import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { testFolders } from './folders.ts';

/** Tests that run the built files, or many histories or sequences: each takes seconds of its own. */
const slow = /^(bounds|calls-.*|faults\.property|large-orders|sibling-events)\.test\.ts$/;

// In one module registry for all of them: a mutant is loaded once, and not once for each file of tests.
for (const folder of testFolders[process.env['MUTATED'] ?? ''] ?? []) {
  const dir = join(__dirname, '../../test', folder);
  const files = readdirSync(dir).filter((name) => name.endsWith('.test.ts') && !slow.test(name));
  for (const name of files) jest.requireActual(join(dir, name));
}
