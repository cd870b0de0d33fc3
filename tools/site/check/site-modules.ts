import { nearest } from '../../workbench/suggest/nearest.ts';
import { editDistance } from '../../workbench/suggest/edit-distance.ts';
import wixModules from './wix-modules.json';

// Modules that Wix documents for sites, backend and pages, without the version that some end in.
// https://dev.wix.com/docs/velo/apis
const known: ReadonlySet<string> = new Set(wixModules);

/** The module of Wix that a misspelt specifier stands for; `undefined` when it may be one, for Wix adds modules. */
export function misspeltWixModule(specifier: string): string | undefined {
  const [, base = '', version = ''] = /^(.*?)(\.v\d+)?$/.exec(specifier) ?? [];
  if (known.has(base)) return undefined;
  const meant = nearest(base, known);
  return meant !== undefined && editDistance(base, meant) <= 2 ? `${meant}${version}` : undefined;
}

/** The npm package that a bare specifier belongs to. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}
