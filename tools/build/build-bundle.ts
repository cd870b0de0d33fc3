import nodeResolve from '@rollup/plugin-node-resolve';
import { basename, dirname, join } from 'node:path';
import { rollup } from 'rollup';
import type { OutputChunk, Plugin, RollupLog } from 'rollup';

import { formatBuilt } from './format-built.ts';
import { generatedHeader } from './generated-header.ts';
import { licenceNotices } from './licence-notices.ts';
import { transpile } from './transpile.ts';

// Modules that Wix resolves on the site: its own modules, the site's other files, and SDK packages imported on demand.
const providedByWix = /^(wix-|backend\/|public\/|@wix\/)/;

/** A file that is built, relative to the root. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Bundles `source` and everything it imports into two tree-shaken ES2020 modules beside it: what it imports statically, and the
 * one module that it loads on demand. Rejects if the code cannot run as such on Wix: an unresolved import, an import cycle, or a Node.js built-in.
 */
export async function buildBundle(rootDir: string, source: string): Promise<BuiltFile[]> {
  const name = basename(source, '.ts');
  const bundle = await rollup({
    input: join(rootDir, source),
    external: (specifier) => providedByWix.test(specifier),
    plugins: [nodeResolve({ extensions: ['.ts', '.mjs', '.js'], preferBuiltins: true }), transpileModules()],
    // What is loaded on demand uses the code of the first file, which therefore exports more than its source does.
    preserveEntrySignatures: 'allow-extension',
    onwarn: refuse,
  });
  try {
    const { output } = await bundle.generate({
      format: 'es',
      generatedCode: 'es2015',
      entryFileNames: `${name}.js`,
      chunkFileNames: `${name}-on-demand.js`,
      minifyInternalExports: false,
    });
    const chunks = output.filter((file) => file.type === 'chunk');
    if (chunks.length > 2) throw new Error(`${source} may load one module on demand, not more`);
    const header = generatedHeader(source, 'it and the folder of its name');
    return await Promise.all(
      chunks.map(async (chunk) => {
        const code = withAliases(chunk, chunks);
        const text = [header, ...licenceNotices(usedModules(chunk)), code].join('\n');
        return { path: `${dirname(source)}/${chunk.fileName}`, text: await formatBuilt(rootDir, text) };
      }),
    );
  } finally {
    await bundle.close();
  }
}

/** Returns the code of a chunk, which imports the other one as Wix demands: by `backend/…`. */
function withAliases({ code, imports, dynamicImports }: OutputChunk, chunks: readonly OutputChunk[]): string {
  const names = chunks.map(({ fileName }) => fileName);
  refuseOtherImports([...imports, ...dynamicImports].filter((specifier) => !names.includes(specifier)));
  return names.reduce((text, name) => text.replaceAll(`'./${name}'`, `'backend/${name}'`), code);
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
