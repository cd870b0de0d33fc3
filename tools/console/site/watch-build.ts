import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Creates a function that returns `true` if the site's built files changed since its last call; cheap enough to call before every run. */
export function createBuildWatch(root: string): () => boolean {
  const folder = join(root, 'src', 'backend');
  let last = fingerprint(folder);
  return () => {
    const current = fingerprint(folder);
    const isOther = current !== last;
    last = current;
    return isOther;
  };
}

function fingerprint(folder: string): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => {
      const { mtimeMs, size } = statSync(join(folder, file));
      return `${file}:${mtimeMs}:${size}`;
    })
    .join('|');
}
