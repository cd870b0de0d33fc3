import { build, type Plugin } from 'esbuild';

/** Packages with native files, installed next to the bundle. */
export const installedPackages = ['esbuild', 'libsql'] as const;

/** Not bundled: only repositories that build a site from sources need these packages, and they have them installed. */
const loadedWhereTheyAre = ['rollup', '@rollup/plugin-node-resolve'];

/** Globals that CommonJS packages expect. */
const COMMON_JS = `
import { createRequire as bannerCreateRequire } from 'node:module';
import { dirname as bannerDirname } from 'node:path';
import { fileURLToPath as bannerFileURLToPath } from 'node:url';
const require = bannerCreateRequire(import.meta.url);
const __filename = bannerFileURLToPath(import.meta.url);
const __dirname = bannerDirname(__filename);
`.trim();

/** Bundles the command line as `run.js` into a folder, with separate chunks for code that only some commands load. */
export async function bundleCommandLine(rootDir: string, folder: string, plugin: Plugin): Promise<void> {
  await build({
    absWorkingDir: rootDir,
    entryPoints: ['tools/run.ts'],
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: [...installedPackages, ...loadedWhereTheyAre, 'pg-native'],
    // Its UMD build loads modules by dynamic names, which bundlers cannot resolve.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins: [plugin],
    // Keeps identifiers so that stack traces stay readable.
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: COMMON_JS },
    legalComments: 'none',
    logLevel: 'warning',
  });
}
