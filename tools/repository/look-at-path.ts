import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** Path in a repository that is neither read nor written, with the reason. */
export interface PathProblem {
  /** Path from the repository's root, with forward slashes: of the file, or of the folder above it that is at fault. */
  readonly path: string;
  readonly what: string;
}

/** What is at a path of a repository; `refused` is everything but plain files and folders that are reached without links. */
export type FoundPath =
  | { readonly kind: 'file' | 'folder'; readonly stats: Stats }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly problem: PathProblem };

/**
 * Looks at a path below the root of a repository, which somebody else may have filled: at every component by itself, and through no link.
 * Opens nothing.
 */
export function lookAtPath(dir: string, path: string): FoundPath {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0')))
    return refused(path, 'It is outside of the repository');
  let found: FoundPath = { kind: 'missing' };
  for (const index of parts.keys()) {
    const place = parts.slice(0, index + 1).join('/');
    if (index > 0 && found.kind === 'file')
      return refused(parts.slice(0, index).join('/'), 'It is a file, and a folder is expected');
    found = lookAtEntry(dir, place);
    if (found.kind === 'missing' || found.kind === 'refused') return found;
  }
  return found;
}

/** Looks at a path whose folders are known to be plain ones. */
export function lookAtEntry(dir: string, path: string): FoundPath {
  try {
    const stats = lstatSync(join(dir, path), { throwIfNoEntry: false });
    if (stats === undefined) return { kind: 'missing' };
    if (stats.isFile()) return { kind: 'file', stats };
    if (stats.isDirectory()) return { kind: 'folder', stats };
    return refused(path, describe(join(dir, path), stats));
  } catch (error) {
    return refused(path, unreadable(error));
  }
}

function describe(place: string, stats: Stats): string {
  if (stats.isSymbolicLink()) return `It is a symbolic link to ${readlinkSync(place)}, and links are not followed`;
  return `It is a ${kindOf(stats)}, and neither a file nor a folder`;
}

/** Returns the name of what is neither a file nor a link. */
export function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'folder';
  if (stats.isFIFO()) return 'named pipe';
  return stats.isSocket() ? 'socket' : 'device';
}

/** Returns the text for a path that the system refuses. */
export function unreadable(error: unknown): string {
  const { code } = Object(error) as { readonly code?: unknown };
  if (code === 'EACCES' || code === 'EPERM') return 'This user may not read it';
  // A link that took the place of a file since it was looked at.
  if (code === 'ELOOP') return 'It is a symbolic link, and links are not followed';
  return `It cannot be read (${typeof code === 'string' ? code : String(error)})`;
}

/** Creates the answer for a path that is not used. */
export function refused(path: string, what: string): { readonly kind: 'refused'; readonly problem: PathProblem } {
  return { kind: 'refused', problem: { path, what } };
}
