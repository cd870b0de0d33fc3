import { spawnSync } from 'node:child_process';

import { testFolders } from './folders.ts';

const known = Object.keys(testFolders);
const asked = process.argv.slice(2);
const unknown = asked.filter((folder) => !known.includes(folder));
if (unknown.length > 0) {
  console.error(`There is no folder ${unknown.join(', ')}. Usage: npm run mutants -- [${known.join(' ')}]`);
  process.exit(2);
}
// Each folder must reach the score on its own, so each is a separate run.
const failed = (asked.length === 0 ? known : asked).filter((folder) => {
  const { status } = spawnSync(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'], {
    env: { ...process.env, MUTATED: folder },
    stdio: 'inherit',
  });
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`Below the score: ${failed.join(', ')}`);
  process.exitCode = 1;
}
