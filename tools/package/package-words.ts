import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Loader, Plugin } from 'esbuild';

/**
 * Rewrites a text written for a clone of the repository for users of the package `name`. There, nothing of it is
 * in the folder at hand.
 */
export function inPackageWords(text: string, name: string): string {
  return text
    .replaceAll('node bin/order-events.js', `npx ${name}`)
    .replaceAll(/\bnpm start\b( --)?/g, `npx ${name} start`);
}

/**
 * Creates a plugin that rewrites commands in our sources for the package, and reports third-party modules in the bundle to `noteModule`.
 */
export function packageSources(name: string, noteModule: (path: string) => void): Plugin {
  return {
    name: 'package-sources',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
        if (/[\\/]node_modules[\\/]/.test(path)) {
          noteModule(path);
          return undefined;
        }
        return { contents: inPackageWords(readFileSync(path, 'utf8'), name), loader: extname(path).slice(1) as Loader };
      });
    },
  };
}
