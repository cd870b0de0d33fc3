import { type Stats, statSync } from 'node:fs';

/** `true` if there is a file at a path. */
export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() === true;
}

/** `true` if there is a folder at a path. */
export function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() === true;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A part of the path is a file.
    return undefined;
  }
}
