import { nearest } from '../suggest/nearest.ts';
import { editDistance } from '../suggest/edit-distance.ts';
import wixModules from './wix-modules.json';

// Modules that Wix documents for sites, backend and pages, without the version suffix that some have.
// https://dev.wix.com/docs/velo/apis
const known: ReadonlySet<string> = new Set(wixModules);

/** Returns the Wix module that a misspelled specifier probably means; `undefined` if it may be a module that Wix added. */
export function misspeltWixModule(specifier: string): string | undefined {
  const [, base = '', version = ''] = /^(.*?)(\.v\d+)?$/.exec(specifier) ?? [];
  if (known.has(base)) return undefined;
  const meant = nearest(base, known);
  return meant !== undefined && editDistance(base, meant) <= 2 ? `${meant}${version}` : undefined;
}

/** Returns the npm package of a bare specifier. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

/** `true` for files that Wix generates for service plugins: they are not in the repository, or the editor rewrites them. */
export function isMadeByWix(specifier: string): boolean {
  return /^interfaces-|^backend\/interfaces(\/|$)|\/__schema__(\.js)?$/.test(specifier);
}
