import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { makeTranscript } from './make-transcript.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const FILE = 'docs/transcript.md';

async function main(args: readonly string[]): Promise<number> {
  if (args.length > 1 || (args.length === 1 && args[0] !== '--check')) {
    console.error('Usage: npm run transcript [-- --check]');
    return 2;
  }
  const text = await makeTranscript(root);
  const path = join(root, FILE);
  if (args[0] === '--check') {
    const stale = firstDifference(readFileSync(path, 'utf8'), text);
    if (stale !== undefined) console.error(`${FILE}:${stale}`);
    return stale === undefined ? 0 : 1;
  }
  writeFileSync(path, text);
  console.log(`Written: ${FILE}`);
  return 0;
}

/** Returns the first line that differs, from the file and from the new transcript. */
function firstDifference(present: string, made: string): string | undefined {
  if (present === made) return undefined;
  const [left, right] = [present.split('\n'), made.split('\n')];
  const index = right.findIndex((line, at) => line !== left[at]);
  const at = index === -1 ? right.length : index;
  return `${(at + 1).toString()} is stale\n  there: ${left[at] ?? 'nothing'}\n  now:   ${right[at] ?? 'nothing'}`;
}

process.exitCode = await main(process.argv.slice(2));
