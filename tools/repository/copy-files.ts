import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { PathProblem } from './look-at-path.ts';
import { naming } from './naming.ts';
import { MAX_TOTAL_BYTES, readBytes } from './read-files.ts';

/**
 * Copies plain files of a repository into a folder of this process; files that are missing are passed over. Stops at the first problem and
 * returns it.
 */
export function copyFiles(dir: string, paths: readonly string[], target: string): PathProblem | undefined {
  let total = 0;
  for (const path of paths) {
    const read = readBytes(dir, path);
    if (read.kind === 'refused') return read.problem;
    if (read.kind === 'missing') continue;
    total += read.bytes.length;
    if (total > MAX_TOTAL_BYTES) return { path, what: `With it, more than ${MAX_TOTAL_BYTES} bytes would be copied` };
    const { bytes } = read;
    const copy = join(target, path);
    naming(copy, () => {
      mkdirSync(dirname(copy), { recursive: true });
      writeFileSync(copy, bytes);
    });
  }
  return undefined;
}
