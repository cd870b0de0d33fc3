import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';

import { isFile, isFolder } from './file-kinds.ts';

/** Target of a specifier; `name` is the one listed in `loadedModules`. */
export type Resolution =
  | { readonly kind: 'site-file'; readonly name: string; readonly file: string }
  | { readonly kind: 'outside'; readonly name: string }
  | { readonly kind: 'node-builtin'; readonly name: string }
  | { readonly kind: 'refused'; readonly because: string };

const siteFolders = ['backend', 'public'];
/** Extensions that an import may omit, in the order in which files are looked for. */
const impliedExtensions = ['.js', '.jsw', '.ts', '.json', '.mjs', '.cjs'];
const moduleForm = /\.(?:[cm]?js|jsw|ts|json)$/;

/**
 * Resolves a specifier of a site's file: `backend/…` and `public/…`, with or without a slash in front, or a path relative to the importer;
 * the extension, and `index` in a folder, may be omitted. Wix documents that relative paths do not work, but deployed sites use them.
 */
export function resolveSpecifier(specifier: string, siteDir: string, importer = 'backend/'): Resolution {
  const path = /^\.{1,2}(?:\/|$)/.test(specifier)
    ? posix.join(posix.dirname(importer), specifier)
    : specifier.replace(/^\/(?=(?:backend|public)\/)/, '');
  const folder = path.split('/')[0] ?? '';
  if (siteFolders.includes(folder)) return resolveSiteFile(path, siteDir);
  if (path !== specifier || specifier.startsWith('/')) {
    return { kind: 'refused', because: 'a backend file can import files of backend/ and public/ only' };
  }
  if (folder === 'src') return { kind: 'refused', because: `import it as ${path.slice('src/'.length)}` };
  return isBuiltin(specifier) ? { kind: 'node-builtin', name: specifier } : { kind: 'outside', name: specifier };
}

function resolveSiteFile(path: string, siteDir: string): Resolution {
  // The name with the extension comes first, so that `backend/x` resolves to x.js and not to a folder x.
  const names = [
    ...(moduleForm.test(path) ? [path] : []),
    ...impliedExtensions.map((extension) => path + extension),
    ...(path.endsWith('.js') ? [path.replace(/js$/, 'ts')] : []),
    ...impliedExtensions.map((extension) => posix.join(path, `index${extension}`)),
  ];
  for (const name of names) {
    const file = join(siteDir, 'src', name);
    if (isFile(file)) return { kind: 'site-file', name, file };
  }
  return { kind: 'refused', because: whyMissing(path, siteDir) };
}

function whyMissing(path: string, siteDir: string): string {
  const file = join(siteDir, 'src', path);
  if (!existsSync(file)) return `there is no file src/${moduleForm.test(path) ? path : `${path}.js`}`;
  return isFolder(file)
    ? `src/${path} is a folder without an index.js`
    : `src/${path} is not JavaScript, TypeScript or JSON`;
}
