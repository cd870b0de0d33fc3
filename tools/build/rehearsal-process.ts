import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

import { nodeBundleOptions } from './node-bundle.ts';

/** Program that handles the payloads, in the folder of an installed package. */
export const PROCESS_FILE = 'lib/fire-in-process.mjs';

/** Puts the program that handles the payloads into a file: that of the package, or built of the sources at `root`. */
export async function provideProcess(root: string, file: string): Promise<void> {
  const built = join(root, PROCESS_FILE);
  if (existsSync(built)) copyFileSync(built, file);
  else await bundleProcess(root, file, []);
}

/** Bundles the program that handles the payloads into one file. */
export async function bundleProcess(rootDir: string, file: string, plugins: Plugin[]): Promise<void> {
  await bundleProgram(rootDir, 'tools/site/rehearse/fire-in-process.ts', file, plugins);
}

/** Bundles a program of the sources into one file. */
export async function bundleProgram(rootDir: string, entry: string, file: string, plugins: Plugin[]): Promise<void> {
  await build({ ...nodeBundleOptions(rootDir, plugins), entryPoints: [entry], outfile: file });
}
