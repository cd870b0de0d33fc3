import { build, type Plugin } from 'esbuild';

/** They bring native files, so they are installed beside the bundle. */
export const installedPackages = ['esbuild', 'libsql'] as const;

/** A repository that builds a site from sources has them, and no other needs them. */
const loadedWhereTheyAre = ['rollup', '@rollup/plugin-node-resolve'];

/** What packages in the older module format find around them. */
const COMMON_JS = `
import { createRequire as bannerCreateRequire } from 'node:module';
import { dirname as bannerDirname } from 'node:path';
import { fileURLToPath as bannerFileURLToPath } from 'node:url';
const require = bannerCreateRequire(import.meta.url);
const __filename = bannerFileURLToPath(import.meta.url);
const __dirname = bannerDirname(__filename);
`.trim();

/** Writes the command line as `run.js` into a folder, with files of their own for whatever only some commands load. */
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
    // Its older format loads parts of itself by names that no bundler sees.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins: [plugin],
    // Names stay, so that a stack can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: COMMON_JS },
    legalComments: 'none',
    logLevel: 'warning',
  });
}
