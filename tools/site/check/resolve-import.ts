import { posix } from 'node:path';
import { isBuiltin } from 'node:module';

import { isMadeByWix } from '../../../emulator/site-entries/site-modules.ts';
import type { SiteFiles } from './read-site.ts';

/** Target of an import. */
export type ResolvedImport =
  | { readonly kind: 'file'; readonly path: string }
  /** `tried` is the imported file; `typeScript` is the file that would match if Wix compiled TypeScript. */
  | { readonly kind: 'missing'; readonly tried: string; readonly typeScript: string | undefined }
  | { readonly kind: 'node-builtin' | 'wix-module' | 'package' };

/** Resolves an import of a file in `src/` as Wix does, and relative imports as if they worked. */
export function resolveImport({ sources }: SiteFiles, importer: string, specifier: string): ResolvedImport {
  if (isMadeByWix(specifier)) return { kind: 'wix-module' };
  if (/^(backend|public)\//.test(specifier)) return resolveFile(sources, `src/${specifier}`);
  if (/^\.{1,2}\//.test(specifier)) {
    return resolveFile(sources, posix.join(posix.dirname(importer), specifier));
  }
  if (isBuiltin(specifier)) return { kind: 'node-builtin' };
  return { kind: specifier.startsWith('wix-') ? 'wix-module' : 'package' };
}

function resolveFile(sources: SiteFiles['sources'], path: string): ResolvedImport {
  const names = [path, `${path}.js`, `${path}.jsw`, `${path}/index.js`];
  const found = names.find((name) => sources.has(name) && !name.endsWith('.ts'));
  if (found !== undefined) return { kind: 'file', path: found };
  const sourceNames = [path.replace(/\.js$/, '.ts'), `${path}.ts`];
  const tried = /\.\w+$/.test(path) && !path.endsWith('.web') ? path : `${path}.js`;
  return { kind: 'missing', tried, typeScript: sourceNames.find((name) => sources.has(name)) };
}
