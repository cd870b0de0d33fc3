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

/** Present or future location of each file of order events, as a path from the site's root. */
export type OwnPaths = ReadonlyMap<OwnFileName, string>;

/**
 * Returns the paths of the files: the usual name, or the alternative if the site has its own file of that name. A file whose names are both
 * taken has no path. The types go beside the file that they describe, or nowhere.
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

/** Returns the specifier by which site code imports a backend file. */
export function specifierOf(path: string): string {
  return path.replace(/^src\//, '');
}

/** Returns the location of a backend file in jobs.config. */
export function locationOf(path: string): string {
  return path.slice(BACKEND_DIR.length);
}
