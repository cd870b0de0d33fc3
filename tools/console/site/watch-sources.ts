import { findStaleFiles } from '../../workbench/local-site/stale-files.ts';

/** Looks now and then whether built files of a site are older than their sources. */
export interface SourceWatch {
  /** Those that were when it last looked, by path from the site's folder. */
  stale(): readonly string[];
  /** Looks at once. */
  look(): Promise<void>;
  close(): void;
}

/** Soon enough for somebody who saved a file and goes to the browser. */
const LOOK_MS = 2_000;

/** Watches the sources of the site in a folder; calls back when the answer is another one. */
export function watchSources(folder: string, onChange: () => void): SourceWatch {
  let stale: readonly string[] = [];

  async function look(): Promise<void> {
    // A source that cannot be read or built just now is being written: the next look finds it whole.
    const found = await findStaleFiles(folder).catch(() => stale);
    const isOther = found.join('\n') !== stale.join('\n');
    stale = found;
    if (isOther) onChange();
  }

  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  void look();
  return { stale: () => stale, look, close: () => clearInterval(timer) };
}
