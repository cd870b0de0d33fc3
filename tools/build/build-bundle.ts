import nodeResolve from '@rollup/plugin-node-resolve';
import { join } from 'node:path';
import { rollup } from 'rollup';
import type { OutputChunk, Plugin, RollupLog } from 'rollup';

import { formatBuilt } from './format-built.ts';
import { generatedHeader } from './generated-header.ts';
import { licenceNotices } from './licence-notices.ts';
import { transpile } from './transpile.ts';

// Modules that Wix resolves on the site: its own modules, the site's other files, and SDK packages imported on demand.
const providedByWix = /^(wix-|backend\/|public\/|@wix\/)/;

/**
 * Bundles `source` and everything it imports into one tree-shaken ES2020 module. Rejects if the code cannot run as one file on Wix: an
 * unresolved import, an import cycle, or a Node.js built-in.
 */
export async function buildBundle(rootDir: string, source: string): Promise<string> {
  const bundle = await rollup({
    input: join(rootDir, source),
    external: (specifier) => providedByWix.test(specifier),
    plugins: [nodeResolve({ extensions: ['.ts', '.mjs', '.js'], preferBuiltins: true }), transpileModules()],
    onwarn: refuse,
  });
  try {
    const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true, generatedCode: 'es2015' });
    const [chunk] = output;
    refuseOtherImports([...chunk.imports, ...chunk.dynamicImports]);
    const header = generatedHeader(source, 'it and the folder of its name');
    return await formatBuilt(rootDir, [header, ...licenceNotices(usedModules(chunk)), chunk.code].join('\n'));
  } finally {
    await bundle.close();
  }
}

function transpileModules(): Plugin {
  return {
    name: 'transpile-modules',
    transform: (code, id) => ({ code: transpile(code, id), map: null }),
  };
}

function usedModules(chunk: OutputChunk): string[] {
  return Object.entries(chunk.modules)
    .filter(([, module]) => module.renderedLength > 0)
    .map(([id]) => id);
}

function refuseOtherImports(imports: readonly string[]): void {
  const other = imports.filter((specifier) => !providedByWix.test(specifier));
  if (other.length > 0) {
    throw new Error(`The bundle would not run on Wix: it imports ${other.join(', ')}`);
  }
}

function refuse(warning: RollupLog): void {
  // The compiler's helpers for private class members read a top-level `this`, which is harmless.
  if (warning.code === 'THIS_IS_UNDEFINED') {
    return;
  }
  throw new Error(`The bundle would not run on Wix: ${warning.message}`);
}
