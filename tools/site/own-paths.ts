import {
  BACKEND_DIR,
  findOwnFile,
  isOwn,
  otherNameOf,
  ownFileNames,
  TYPES_FILE,
  type OwnFileName,
} from './own-files.ts';
import { ADDED_MARK } from './own-header.ts';

/** Where each file of order events is in a site, or goes: by its path from the site's root. */
export type OwnPaths = ReadonlyMap<OwnFileName, string>;

/**
 * Where the files are, or would go: under the usual name, or under another where the site has its own file of that name.
 * `undefined` for a file whose both names are taken. The types stand beside what they are of, or nowhere.
 */
export function ownPathsIn(sources: ReadonlyMap<string, string>): OwnPaths {
  const paths = new Map<OwnFileName, string>();
  for (const name of ownFileNames.filter((one) => one !== TYPES_FILE)) {
    const free = [name, otherNameOf(name)].map((one) => `${BACKEND_DIR}/${one}`).find((path) => !sources.has(path));
    const path = findOwnFile(sources, name) ?? free;
    if (path !== undefined) paths.set(name, path);
  }
  const types = paths.get('order-events.js')?.replace(/\.js$/, '.d.ts');
  if (types !== undefined && isOwn(sources.get(types) ?? ADDED_MARK)) paths.set(TYPES_FILE, types);
  return paths;
}

/** What site code writes to import a file of the backend. */
export function specifierOf(path: string): string {
  return path.replace(/^src\//, '');
}

/** What jobs.config writes for a file of the backend. */
export function locationOf(path: string): string {
  return path.slice(BACKEND_DIR.length);
}
