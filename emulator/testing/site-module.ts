import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { transformSync } from 'esbuild';

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
  const names = [...listExportNames(siteDir, specifier, new Set())];
  return [
    `import { siteExports } from ${JSON.stringify(from)};`,
    `const exports = siteExports(${JSON.stringify(file)});`,
    ...names.map((name, index) => `const export${index} = exports[${JSON.stringify(name)}];`),
    `export { ${names.map((name, index) => `export${index} as ${JSON.stringify(name)}`).join(', ')} };`,
    ...(names.includes('default') ? [] : ['export default exports.default ?? exports;']),
  ].join('\n');
}

/** Lists the names that a file exports; those of a file with wrong syntax are unknown, and loading it says so. */
function listExportNames(siteDir: string, specifier: string, seen: Set<string>): Set<string> {
  const found = resolveSpecifier(specifier, siteDir);
  if (found.kind !== 'site-file' || seen.has(found.name)) return new Set();
  seen.add(found.name);
  const code = transformed(found.file);
  const [, list = ''] = /^__export\(stdin_exports, \{\n([^}]*)\}\);$/m.exec(code) ?? [];
  const names = new Set(
    Array.from(list.matchAll(/^ {2}(?:"(.+)"|([^"\s]+)): \(\) => /gm), ([, quoted, plain]) => quoted ?? plain ?? ''),
  );
  for (const [, source = ''] of code.matchAll(/^__reExport\(stdin_exports, require\("(.+?)"\)/gm)) {
    const below = resolveSpecifier(source, siteDir, found.name);
    if (below.kind !== 'site-file') continue;
    for (const name of listExportNames(siteDir, below.name, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}

function transformed(file: string): string {
  const loader = file.endsWith('.ts') ? 'ts' : 'js';
  try {
    return transformSync(readFileSync(file, 'utf8'), { loader, format: 'cjs', logLevel: 'silent', tsconfigRaw: '{}' })
      .code;
  } catch {
    return '';
  }
}
