import { existsSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

/** Target of a specifier; `name` is the one listed in `loadedModules`. */
export type Resolution =
  | { readonly kind: 'site-file'; readonly name: string; readonly file: string }
  | { readonly kind: 'outside'; readonly name: string }
  | { readonly kind: 'node-builtin'; readonly name: string }
  | { readonly kind: 'refused'; readonly because: string };

const siteFolders = ['backend', 'public'];

/**
 * Resolves a specifier as Wix does: `backend/…` and `public/…`, with an optional extension `.js`; a relative path "doesn't work" (README
 * that Wix creates in src/backend).
 */
export function resolveSpecifier(specifier: string, siteDir: string): Resolution {
  if (/^\.{0,2}\//.test(specifier)) {
    return { kind: 'refused', because: 'relative paths do not work on Wix; import by backend/… or public/…' };
  }
  const folder = specifier.split('/')[0] ?? '';
  if (siteFolders.includes(folder)) return resolveSiteFile(specifier, siteDir);
  return isBuiltin(specifier) ? { kind: 'node-builtin', name: specifier } : { kind: 'outside', name: specifier };
}

function resolveSiteFile(specifier: string, siteDir: string): Resolution {
  // The name with the extension comes first, so that `backend/x` resolves to x.js and not to a folder x.
  const names = specifier.endsWith('.js') ? [specifier] : [`${specifier}.js`, specifier];
  for (const name of names) {
    const file = join(siteDir, 'src', name);
    if (!existsSync(file)) continue;
    if (statSync(file).isDirectory()) return { kind: 'refused', because: 'it is a folder, not a file' };
    if (!name.endsWith('.js')) return { kind: 'refused', because: 'Wix documents JavaScript files only' };
    return { kind: 'site-file', name, file };
  }
  return { kind: 'refused', because: `there is no file ${join('src', names[0] ?? specifier)}` };
}
