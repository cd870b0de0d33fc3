import { join } from 'node:path';

import { findStaleFiles } from '../../workbench/local-site/stale-files.ts';
import { createFileWatch } from './watch-files.ts';

/** Periodic check for built files of a site that are older than their sources. */
export interface StaleFilesWatch {
  /** Returns the stale files of the last check, by path from the site's folder. */
  stale(): readonly string[];
  /** Checks immediately. */
  look(): Promise<void>;
  close(): void;
}

/** Short enough to notice a saved file before its author switches to the browser. */
const LOOK_MS = 2_000;

/** Watches the sources of the site in a folder; calls `onChange` when the result changes. */
export function watchStaleFiles(folder: string, onChange: () => void): StaleFilesWatch {
  // To compare an entry builds it, so it is done only when a file has changed.
  const haveChanged = createFileWatch(join(folder, 'src', 'backend'), (path) => /\.[jt]s$/.test(path));
  let stale: readonly string[] = [];
  let isDue = true;

  async function look(): Promise<void> {
    if (!haveChanged() && !isDue) return;
    isDue = false;
    // A source that cannot be read or built is probably being written; the next check reads it again.
    const found = await findStaleFiles(folder).catch(() => undefined);
    isDue = found === undefined;
    if (found === undefined) return;
    const isOther = found.join('\n') !== stale.join('\n');
    stale = found;
    if (isOther) onChange();
  }

  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  void look();
  return { stale: () => stale, look, close: () => clearInterval(timer) };
}
