import { lstatSync } from 'node:fs';
import { join } from 'node:path';

import type { StopReason } from './stop-reason.ts';

/**
 * Returns the reasons not to write files of a site: the file or a folder on its path is a symbolic link, which may lead out of the
 * repository, or something other than a file is in its place.
 */
export function findLinks(dir: string, paths: readonly string[]): StopReason[] {
  const found = new Map<string, StopReason>();
  for (const path of paths) {
    const parts = path.split('/');
    parts.forEach((_, index) => {
      const place = parts.slice(0, index + 1).join('/');
      const what = whatIsWrong(join(dir, place), index === parts.length - 1);
      if (what !== undefined) found.set(place, { file: place, line: 1, what, fix: 'put a plain one in its place' });
    });
  }
  return [...found.values()];
}

function whatIsWrong(place: string, isFile: boolean): string | undefined {
  const stats = lstatSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return 'It is a link, and nothing is written through links';
  if (isFile) return stats.isFile() ? undefined : 'It is not a file';
  return stats.isDirectory() ? undefined : 'It is not a folder';
}
