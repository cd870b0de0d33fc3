import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Creates a function that returns `true` if files of a folder changed since its last call; cheap enough to call before every run. */
export function createFileWatch(folder: string, isWatched: (path: string) => boolean): () => boolean {
  let last = fingerprint(folder, isWatched);
  return () => {
    const current = fingerprint(folder, isWatched);
    const isOther = current !== last;
    last = current;
    return isOther;
  };
}

/** Creates a function that returns `true` if the site's built files changed since its last call. */
export function createBuildWatch(root: string): () => boolean {
  return createFileWatch(join(root, 'src', 'backend'), (path) => /^[^/\\]+\.js$/.test(path));
}

function fingerprint(folder: string, isWatched: (path: string) => boolean): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(isWatched)
    .sort()
    .map((file) => {
      const { mtimeMs, size } = statSync(join(folder, file));
      return `${file}:${mtimeMs}:${size}`;
    })
    .join('|');
}
