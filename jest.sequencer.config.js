import { createHash } from 'node:crypto';
import TestSequencer from '@jest/test-sequencer';

// The folders with the longest files: begun first, so that no worker is left alone with one of them at the end.
const LONG = /\/test\/(explorer|docs|property|rehearsal)\//;

/** Orders the test files by chance, from the seed that jest prints; `--seed NUMBER` repeats an order. */
export default function createSequencer(options) {
  const { rootDir, seed } = options.globalConfig;
  return Object.assign(new TestSequencer(options), {
    sort: (tests) => [...tests].sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
  });

  function placeOf({ path }) {
    const chance = createHash('sha256')
      .update(`${seed} ${path.slice(rootDir.length)}`)
      .digest('hex');
    return `${LONG.test(path) ? 0 : 1} ${chance}`;
  }
}
