import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { FileChange } from './plan-add.ts';

/** Writes and removes the files of a plan. */
export function applyPlan(dir: string, changes: readonly FileChange[]): void {
  for (const { path, after } of changes) {
    const file = join(dir, path);
    if (after === undefined) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
  }
}
