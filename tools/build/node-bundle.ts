import type { BuildOptions, Plugin } from 'esbuild';

/** Packages with native files, installed next to a bundle. */
export const installedPackages = ['esbuild', 'libsql'] as const;

/** Not bundled: only repositories that build a site from sources need these packages, and they have them installed. */
const loadedWhereTheyAre = ['rollup', '@rollup/plugin-node-resolve'];

/** Beginning of an ES module that bundles CommonJS packages: the globals that they expect, under names that no source has. */
export const COMMON_JS_GLOBALS = `
import { createRequire as bannerCreateRequire } from 'node:module';
import { dirname as bannerDirname } from 'node:path';
import { fileURLToPath as bannerFileURLToPath } from 'node:url';
const require = bannerCreateRequire(import.meta.url);
const __filename = bannerFileURLToPath(import.meta.url);
const __dirname = bannerDirname(__filename);
`.trim();

/** Returns the options for bundling sources of this repository for Node.js, as ES modules without the packages that are installed next to them. */
export function nodeBundleOptions(rootDir: string, plugins: Plugin[]): BuildOptions {
  return {
    absWorkingDir: rootDir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: [...installedPackages, ...loadedWhereTheyAre, 'pg-native'],
    // Its UMD build loads modules by dynamic names, which bundlers cannot resolve.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins,
    banner: { js: COMMON_JS_GLOBALS },
    legalComments: 'none',
    logLevel: 'warning',
  };
}
