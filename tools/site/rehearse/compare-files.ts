import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { UploadedFile } from './stand-in.ts';

/** How an upload differs from what lies in the repository. */
export interface UploadDifference {
  readonly kind: 'not-uploaded' | 'not-in-the-site' | 'changed';
  readonly path: string;
}

/** With a wix.lock the CLI uploads these too. */
const lockedFiles = ['package.json', 'wix.lock', 'dependencies-metadata.json'];

/** Compares an upload with the files that the site has; an empty list means that every byte arrived, and no more. */
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
