import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { UploadedFile } from './stand-in.ts';

/** Difference between an upload and the repository. */
export interface UploadDifference {
  readonly kind: 'not-uploaded' | 'not-in-the-site' | 'changed';
  readonly path: string;
}

/** Files that the CLI also uploads if there is a wix.lock. */
const lockedFiles = ['package.json', 'wix.lock', 'dependencies-metadata.json'];

/** Compares an upload with the files of the site; an empty list means that they are the same, byte for byte. */
export function compareFiles(dir: string, upload: readonly UploadedFile[]): UploadDifference[] {
  const uploaded = new Map(upload.map(({ path, content }) => [path, content]));
  const expected = expectedPaths(dir);
  return [
    ...expected.filter((path) => !uploaded.has(path)).map((path): UploadDifference => ({ kind: 'not-uploaded', path })),
    ...[...uploaded].flatMap(([path, content]): UploadDifference[] => {
      if (!expected.includes(path)) return [{ kind: 'not-in-the-site', path }];
      return readFileSync(join(dir, path), 'utf8') === content ? [] : [{ kind: 'changed', path }];
    }),
  ];
}

function expectedPaths(dir: string): string[] {
  const sources = readdirSync(join(dir, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(dir, 'src', path)).isFile())
    .map((path) => `src/${path.replaceAll('\\', '/')}`);
  const locked = existsSync(join(dir, 'wix.lock')) ? lockedFiles.filter((file) => existsSync(join(dir, file))) : [];
  return [...sources, ...locked];
}
