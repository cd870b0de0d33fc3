import { lookAtPath } from '../../repository/look-at-path.ts';
import { listFiles, readText } from '../../repository/read-files.ts';
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
      const read = readText(dir, path);
      return read.kind === 'text' && read.text === content ? [] : [{ kind: 'changed', path }];
    }),
  ];
}

function expectedPaths(dir: string): string[] {
  const isThere = (path: string): boolean => lookAtPath(dir, path).kind === 'file';
  return [...listFiles(dir, 'src').files, ...(isThere('wix.lock') ? lockedFiles.filter(isThere) : [])];
}
