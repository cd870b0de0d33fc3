import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { publishedSample } from '../recipes/published-sample.ts';
import { stubModules } from './stub-modules.ts';

/** Sites of a staged folder: ours, the published sample, and one that only imports what ours imports of Wix. */
export type SiteName = 'ours' | 'sample' | 'imports';

/**
 * Creates a folder in which plain Node.js resolves the same specifiers as Wix, without a loader that would itself take time: the built
 * files are the package `backend`, Wix's modules are packages of a few lines, and the SDK packages are those of the project. Returns the
 * folder, which the caller removes.
 */
export function stageSites(rootDir: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'bench-cold-start-'));
  writePackage(dir, { 'empty.js': '' });
  const packages = join(rootDir, 'node_modules');
  mkdirSync(join(dir, 'node_modules'));
  for (const name of readdirSync(packages)) {
    if (!name.startsWith('.')) symlinkSync(join(packages, name), join(dir, 'node_modules', name));
  }
  const built = join(rootDir, 'src/backend');
  const ours = readdirSync(built)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join(built, name), 'utf8')] as const);
  stageSite(join(dir, 'ours'), Object.fromEntries(ours));
  stageSite(join(dir, 'sample'), publishedSample);
  stageSite(join(dir, 'imports'), emptyHandlerWithImports(readFileSync(join(built, 'order-events.js'), 'utf8')));
  return dir;
}

/** Returns a site whose handler does nothing and imports what a module imports of Wix. */
function emptyHandlerWithImports(module: string): Readonly<Record<string, string>> {
  const imports = Object.keys(stubModules).filter((name) => module.includes(`from '${name}';`));
  const lines = imports.map((name) => `import '${name}';`);
  return { 'events.js': [...lines, 'export async function wixEcom_onOrderUpdated() {}', ''].join('\n') };
}

/** Returns the path of a site's `events.js` in the folder created by `stageSites`. */
export function eventsFileOf(dir: string, site: SiteName): string {
  return join(dir, site, 'node_modules/backend/events.js');
}

/** Returns the stand-ins imported by the site of an `events.js`. */
export function stubsBeside(eventsFile: string): readonly string[] {
  return Object.keys(stubModules).map((name) => join(eventsFile, '../..', name, 'index.js'));
}

function stageSite(dir: string, backend: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(stubModules)) {
    writePackage(join(dir, 'node_modules', name), { 'index.js': text });
  }
  writePackage(join(dir, 'node_modules/backend'), backend);
}

function writePackage(dir: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module', main: 'index.js' }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
}
