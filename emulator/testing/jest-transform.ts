import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { type Loader, transformSync } from 'esbuild';

import { siteModuleOf, siteModuleText } from './site-module.ts';

/** Text of the module that jest runs in place of a file. */
interface Transformed {
  readonly code: string;
}

const loaders: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.cts': 'ts', '.mts': 'ts', '.tsx': 'tsx' };

/** Gives the exports of the emulator for a file of the site, and makes other files CommonJS or what jest can run. */
export function transformForJest(
  source: string,
  file: string,
  { supportsStaticESM }: { readonly supportsStaticESM: boolean },
): Transformed {
  const jestModule = createRequire(__filename).resolve('./jest.cjs');
  const module = siteModuleOf(file);
  if (module !== undefined && supportsStaticESM) return { code: siteModuleText(module, jestModule) };
  if (module !== undefined) {
    return { code: `module.exports = require(${JSON.stringify(jestModule)}).siteExports(${JSON.stringify(file)});` };
  }
  return transformSync(source, {
    sourcefile: file,
    loader: loaders[extname(file)] ?? 'jsx',
    format: supportsStaticESM ? 'esm' : 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
  });
}
