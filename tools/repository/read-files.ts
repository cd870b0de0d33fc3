import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

import { lookAtEntry, lookAtPath, refused, unreadable, type PathProblem } from './look-at-path.ts';

/** Largest file that is read: 50 times the largest file of order events, and more than anybody writes by hand. */
const MAX_FILE_BYTES = 10_000_000;
/** Most files and folders that are looked at in one repository. */
const MAX_ENTRIES = 100_000;
/** Most bytes that are read of one repository. */
export const MAX_TOTAL_BYTES = 200_000_000;

/** Contents of a file of a repository. */
export type ReadBytes =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly problem: PathProblem };

/** Text of a file of a repository. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly problem: PathProblem };

/** Files below a folder of a repository, by path from its root, sorted; and what is there besides files and folders. */
export interface Listing {
  readonly files: readonly string[];
  readonly problems: readonly PathProblem[];
}

// Windows has not the last two, which then count as 0. A pipe that took the place of a file is opened without waiting for a writer.
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Reads a file below the root of a repository, if it is a plain one that is reached without links and not too large. */
export function readBytes(dir: string, path: string): ReadBytes {
  const found = lookAtPath(dir, path);
  if (found.kind === 'missing' || found.kind === 'refused') return found;
  if (found.kind === 'folder') return refused(path, 'It is a folder, and a file is expected');
  try {
    return readOpened(dir, path, openSync(join(dir, path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  } catch (error) {
    return refused(path, unreadable(error));
  }
}

function readOpened(dir: string, path: string, descriptor: number): ReadBytes {
  try {
    const opened = fstatSync(descriptor);
    const { size } = opened;
    if (size > MAX_FILE_BYTES) return refused(path, `It has ${size} bytes, and files up to ${MAX_FILE_BYTES} are read`);
    // Looked at again, because a link may have been put in place of a folder just before the file was opened.
    const found = lookAtPath(dir, path);
    const isSame = found.kind === 'file' && found.stats.ino === opened.ino && found.stats.dev === opened.dev;
    const bytes = Buffer.alloc(size);
    return isSame && opened.isFile() && fill(descriptor, bytes)
      ? { kind: 'bytes', bytes }
      : refused(path, 'It was changed while it was read');
  } finally {
    closeSync(descriptor);
  }
}

function fill(descriptor: number, bytes: Buffer): boolean {
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return false;
    length += count;
  }
  return true;
}

/** Reads a UTF-8 file as `readBytes` does. */
export function readText(dir: string, path: string): ReadText {
  const read = readBytes(dir, path);
  return read.kind === 'bytes' ? { kind: 'text', text: read.bytes.toString('utf8') } : read;
}

/** Reads a file that has to be there, such as one of this package. Throws for any other. */
export function requireText(dir: string, path: string): string {
  const read = readText(dir, path);
  if (read.kind === 'text') return read.text;
  throw new Error(`${join(dir, path)} is needed. ${read.kind === 'missing' ? 'It is not there' : read.problem.what}.`);
}

/** Lists the files below a folder of a repository without following links; passes over entries with the names in `skipped`. */
export function listFiles(dir: string, folder: string, skipped: readonly string[] = []): Listing {
  const start = folder === '' ? undefined : lookAtPath(dir, folder);
  if (start?.kind === 'missing') return { files: [], problems: [] };
  if (start?.kind === 'refused') return { files: [], problems: [start.problem] };
  if (start?.kind === 'file') {
    return { files: [], problems: [{ path: folder, what: 'It is a file, and a folder is expected' }] };
  }
  const files: string[] = [];
  const problems: PathProblem[] = [];
  const open = [folder];
  let entries = 0;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (const name of namesIn(dir, place, problems)) {
      if (skipped.includes(name)) continue;
      entries += 1;
      if (entries > MAX_ENTRIES) {
        const what = `There are more than ${MAX_ENTRIES} files and folders, and no more are looked at`;
        return { files: files.sort(), problems: [...problems, { path: folder === '' ? '.' : folder, what }] };
      }
      const path = place === '' ? name : `${place}/${name}`;
      const found = lookAtEntry(dir, path);
      if (found.kind === 'file') files.push(path);
      if (found.kind === 'folder') open.push(path);
      if (found.kind === 'refused') problems.push(found.problem);
      // A name that is not UTF-8 leads to nothing.
      if (found.kind === 'missing') problems.push({ path, what: 'It cannot be found under its own name' });
    }
  }
  return { files: files.sort(), problems: problems.sort((left, right) => (left.path < right.path ? -1 : 1)) };
}

/** Returns the names in a folder of a repository; none if it cannot be read. */
export function listNames(dir: string, folder: string): string[] {
  return namesIn(dir, folder, []);
}

function namesIn(dir: string, folder: string, problems: PathProblem[]): string[] {
  try {
    return readdirSync(join(dir, folder));
  } catch (error) {
    problems.push({ path: folder === '' ? '.' : folder, what: unreadable(error) });
    return [];
  }
}
