import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { FileChange } from './plan-add.ts';

/** Writes the files of a plan. */
export function applyPlan(dir: string, changes: readonly FileChange[]): void {
  for (const { path, after } of changes) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), after);
  }
}
