import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Loader, Plugin } from 'esbuild';

/** A text for somebody who has a clone, for whoever has the package called `name`. There `npx order-events` would fetch whatever has that name. */
export function inPackageWords(text: string, name: string): string {
  return text.replaceAll('npx order-events', `npx ${name}`).replaceAll(/\bnpm start\b( --)?/g, `npx ${name} start`);
}

/** Bundles our own sources with the commands that work in the package, and notes the modules of others that go into the bundle. */
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
