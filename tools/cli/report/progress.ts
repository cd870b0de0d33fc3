import type { TextOutput } from '../../workbench/session/command-line.ts';

/** Progress bar for a replay on a terminal. */
export interface Progress {
  update(done: number, failed: number): void;
  /** Removes the bar, so that a line can be written in its place. */
  clear(): void;
}

const INTERVAL_MS = 100;
const BAR_LENGTH = 24;
const SHOW_AFTER_MS = 400;

/** Creates the bar, which shows nothing if the output is not a terminal. */
export function createProgress(output: TextOutput, total: number, now: () => number): Progress {
  const startedAt = now();
  let shownAt = startedAt + SHOW_AFTER_MS - INTERVAL_MS;
  let isShown = false;
  return {
    update(done, failed) {
      if (output.isTTY !== true || now() - shownAt < INTERVAL_MS) return;
      shownAt = now();
      isShown = true;
      const filled = Math.min(BAR_LENGTH, Math.floor((done / Math.max(1, total)) * BAR_LENGTH));
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_LENGTH - filled);
      const perSecond = Math.round((done / Math.max(1, now() - startedAt)) * 1_000);
      const counts = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
      const rejected = failed === 0 ? '' : `  ${failed.toLocaleString('en')} refused`;
      output.write(`\r${bar} ${counts}  ${perSecond.toLocaleString('en')}/s${rejected}\u001B[K`);
    },
    clear() {
      if (isShown) output.write('\r\u001B[K');
      isShown = false;
    },
  };
}
