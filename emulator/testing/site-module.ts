import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

import { listExportedNames } from '../check/exported-names.ts';
import { readCodeFile } from '../check/read-code.ts';
import { resolveSpecifier } from '../module-loader/resolve-specifier.ts';

/** A file of a site that an emulator runs: the site's folder, and the specifier by which site code imports the file. */
export interface SiteModule {
  readonly siteDir: string;
  readonly specifier: string;
}

const testFile = /\.(?:test|spec)\.[cm]?[jt]sx?$|[/\\]__tests__[/\\]/;
const codeFile = /\.(?:[cm]?js|jsw|ts)$/;

/** Returns the site and specifier of a code file below `src/backend` or `src/public`; `undefined` for any other file, and for tests. */
export function siteModuleOf(file: string): SiteModule | undefined {
  if (testFile.test(file) || !codeFile.test(file) || file.split(sep).includes('node_modules')) return undefined;
  const siteDir = findSiteAbove(dirname(file));
  if (siteDir === undefined) return undefined;
  const specifier = relative(join(siteDir, 'src'), file).split(sep).join('/');
  return /^(?:backend|public)\//.test(specifier) ? { siteDir, specifier } : undefined;
}

/** Returns the nearest folder, from `folder` upwards, that has `src/backend`. */
export function findSiteAbove(folder: string): string | undefined {
  if (existsSync(join(folder, 'src', 'backend'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findSiteAbove(parent);
}

/**
 * Returns the text of an ECMAScript module with the exports of a site's file, which the module takes from `siteExports` of the module at
 * `from`. ECMAScript modules name their exports before they run.
 */
export function siteModuleText({ siteDir, specifier }: SiteModule, from: string): string {
  const file = join(siteDir, 'src', specifier);
  const found = resolveSpecifier(specifier, siteDir);
  // What a file with wrong syntax exports is not known, and loading it says why.
  const listed =
    found.kind === 'site-file'
      ? listExportedNames(found, siteDir, (target) => readCodeFile(target.file, target.name)).names
      : new Set<string>();
  const names = [...listed];
  return [
    `import { siteExports } from ${JSON.stringify(from)};`,
    `const exports = siteExports(${JSON.stringify(file)});`,
    ...names.map((name, index) => `const export${index} = exports[${JSON.stringify(name)}];`),
    `export { ${names.map((name, index) => `export${index} as ${JSON.stringify(name)}`).join(', ')} };`,
    ...(names.includes('default') ? [] : ['export default exports.default ?? exports;']),
  ].join('\n');
}
