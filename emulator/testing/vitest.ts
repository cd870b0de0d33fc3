import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { resolveSpecifier } from '../module-loader/resolve-specifier.ts';
import { siteModuleOf, siteModuleText } from './site-module.ts';
import { emulator, siteExports, type TestEmulator, type TestOptions } from './test-emulator.ts';

export { emulator, siteExports, type TestEmulator, type TestOptions };

/** The plugin, as vitest knows it. */
export interface VeloPlugin {
  readonly name: string;
  readonly enforce: 'pre';
  config(): object;
  resolveId(specifier: string, importer: string | undefined): string | undefined;
  load(id: string): string | undefined;
}

/** Creates a plugin for vitest, by which tests import the backend files of a site (default: the one in the current folder). */
export function veloSite({ siteDir = '.' }: { readonly siteDir?: string } = {}): VeloPlugin {
  const folder = resolve(siteDir);
  return {
    name: 'velo-emulator',
    enforce: 'pre',
    config: () => ({
      test: {
        env: { VELO_EMULATOR_SITE: folder },
        setupFiles: [fileURLToPath(new URL('vitest-setup.js', import.meta.url))],
      },
    }),
    resolveId: (specifier, importer) => siteImport(specifier, importer, folder),
    load(id) {
      const module = siteModuleOf(id.replace(/\?.*$/, ''));
      return module === undefined ? undefined : siteModuleText(module, fileURLToPath(import.meta.url));
    },
  };
}

/** Returns the file of the site that an import means; `undefined` for any other import. */
function siteImport(specifier: string, importer: string | undefined, siteDir: string): string | undefined {
  const path = specifier.replace(/^\/(?=(?:backend|public)\/)/, '');
  const target =
    specifier.startsWith('.') && importer !== undefined
      ? relative(join(siteDir, 'src'), resolve(dirname(importer), specifier))
      : path;
  if (!/^(?:backend|public)[/\\]/.test(target)) return undefined;
  const found = resolveSpecifier(target.replaceAll('\\', '/'), siteDir);
  return found.kind === 'site-file' ? found.file : undefined;
}
