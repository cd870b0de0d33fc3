import { build, type Plugin } from 'esbuild';

import { nodeBundleOptions } from '../build/node-bundle.ts';

/** Bundles the command line as `run.js` into a folder, with separate chunks for code that only some commands load. */
export async function bundleCommandLine(rootDir: string, folder: string, plugin: Plugin): Promise<void> {
  await build({
    ...nodeBundleOptions(rootDir, [plugin]),
    entryPoints: ['tools/run.ts'],
    outdir: folder,
    splitting: true,
    // Keeps identifiers so that stack traces stay readable.
    minifySyntax: true,
    minifyWhitespace: true,
  });
}
