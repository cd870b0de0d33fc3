import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { watch } from 'chokidar';

import { isFile } from '../module-loader/file-kinds.ts';

/** Watch on the sources of a site while they are edited. */
export interface SourceWatch {
  /** Resolves with the files that changed since the last call, or with the next ones to change, by path from the site's root. */
  changed(): Promise<string[]>;
  /** Accepts the current contents as known, so that files built by this process do not count as changes. */
  settle(): void;
  close(): Promise<void>;
}

const SOURCE = /\.(ts|js|jsw|mjml|json|config)$/;
/** Time in which an editor finishes writing a file in pieces. */
const WRITTEN_MS = 60;

/** Watches `src/`, which holds everything that a site runs and builds. A file saved with the same contents has not changed. */
export async function watchSources(siteDir: string): Promise<SourceWatch> {
  const folder = join(siteDir, 'src');
  let known = digestsOf(folder);
  let wake = (): void => undefined;
  const watcher = watch(folder, {
    ignored: (path) => path.includes('node_modules'),
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: WRITTEN_MS, pollInterval: WRITTEN_MS / 3 },
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  watcher.on('all', () => wake());
  return {
    async changed() {
      for (;;) {
        const digests = digestsOf(folder);
        const files = [...new Set([...known.keys(), ...digests.keys()])];
        const changed = files.filter((file) => known.get(file) !== digests.get(file));
        known = digests;
        if (changed.length > 0) return changed.map((file) => relative(siteDir, file).replaceAll('\\', '/'));
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    settle: () => {
      known = digestsOf(folder);
    },
    close: () => watcher.close(),
  };
}

function digestsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => SOURCE.test(path) && !path.includes('node_modules'))
    .map((path) => join(folder, path));
  return new Map(files.flatMap((file) => (isFile(file) ? [[file, digestOf(file)]] : [])));
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
