import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { publishedSample } from '../recipes/published-sample.ts';
import { stubModules } from './stub-modules.ts';

/** The folder of the published sample's site, next to ours. */
export const SAMPLE_DIR = 'sample-site';
const OUR_DIR = 'our-site';

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
  stageSite(join(dir, OUR_DIR), {});
  const built = join(rootDir, 'src/backend');
  for (const file of readdirSync(built).filter((name) => name.endsWith('.js'))) {
    cpSync(join(built, file), join(dir, OUR_DIR, 'node_modules/backend', file));
  }
  stageSite(join(dir, SAMPLE_DIR), publishedSample);
  return dir;
}

/** Returns the path of a site's `events.js` in the folder created by `stageSites`. */
export function eventsFileOf(dir: string, site: 'ours' | 'sample'): string {
  return join(dir, site === 'ours' ? OUR_DIR : SAMPLE_DIR, 'node_modules/backend/events.js');
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
