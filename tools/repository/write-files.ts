import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join, posix } from 'node:path';

import { lookAtPath, type PathProblem } from './look-at-path.ts';
import { naming } from './naming.ts';

/** New contents of a file; `undefined` to remove it. */
export interface NewContents {
  readonly path: string;
  readonly after: string | undefined;
}

interface StagedFile {
  readonly path: string;
  /** Written file that takes the place of the other; `undefined` if that is removed. */
  readonly temporary: string | undefined;
}

const { O_WRONLY, O_CREAT, O_EXCL } = constants;
const RIGHTS = 0o777;

/** Returns what keeps files of a repository from being written: links and odd things in their place or above it. */
export function findWriteProblems(dir: string, paths: readonly string[]): PathProblem[] {
  const found = new Map<string, PathProblem>();
  for (const path of paths) {
    const problem = problemAt(dir, path);
    if (problem !== undefined) found.set(problem.path, problem);
  }
  return [...found.values()];
}

function problemAt(dir: string, path: string): PathProblem | undefined {
  const found = lookAtPath(dir, path);
  if (found.kind === 'refused') return found.problem;
  return found.kind === 'folder' ? { path, what: 'It is a folder, and a file is expected' } : undefined;
}

/**
 * Writes and removes files of a repository, all or none: each is written beside its place first, and renamed. Returns the problems if
 * there are any, and has changed nothing then. Throws the error of the system, with the path of the file, when the disk is full or the
 * place cannot be written; nothing is left of the attempt.
 */
export function writeFiles(dir: string, changes: readonly NewContents[]): PathProblem[] {
  const paths = changes.map(({ path }) => path);
  const problems = findWriteProblems(dir, paths);
  if (problems.length > 0) return problems;
  const folders: string[] = [];
  const staged: StagedFile[] = [];
  try {
    for (const change of changes) {
      makeFolders(dir, posix.dirname(change.path), folders);
      staged.push({ path: change.path, temporary: stage(dir, change) });
    }
    // Looked at again, because a link may have come into the way since.
    const late = findWriteProblems(dir, paths);
    if (late.length > 0) undo(staged, folders);
    else replace(dir, staged);
    return late;
  } catch (error) {
    undo(staged, folders);
    throw error;
  }
}

/** Puts the staged files in their places. */
function replace(dir: string, staged: readonly StagedFile[]): void {
  for (const { path, temporary } of staged) {
    const file = join(dir, path);
    naming(file, () => (temporary === undefined ? unlinkSync(file) : renameSync(temporary, file)));
  }
}

function undo(staged: readonly StagedFile[], folders: readonly string[]): void {
  for (const { temporary } of staged) if (temporary !== undefined) rmSync(temporary, { force: true });
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      // Something else is in it by now.
    }
  }
}

function makeFolders(dir: string, folder: string, made: string[]): void {
  if (folder === '.' || lookAtPath(dir, folder).kind === 'folder') return;
  makeFolders(dir, posix.dirname(folder), made);
  naming(join(dir, folder), () => mkdirSync(join(dir, folder)));
  made.push(join(dir, folder));
}

function stage(dir: string, { path, after }: NewContents): string | undefined {
  if (after === undefined) return undefined;
  const file = join(dir, path);
  const found = lookAtPath(dir, path);
  const temporary = join(dirname(file), `.order-events-${randomBytes(8).toString('hex')}.tmp`);
  naming(file, () => {
    const descriptor = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666);
    try {
      writeFileSync(descriptor, after);
      if (found.kind === 'file') keepRights(descriptor, found.stats);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    } finally {
      closeSync(descriptor);
    }
  });
  return temporary;
}

function keepRights(descriptor: number, { mode, uid, gid }: Stats): void {
  // Only the superuser may give a file to its owner.
  if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
  fchmodSync(descriptor, mode & RIGHTS);
}
