import { SourceMap, type SourceMapPayload } from 'node:module';
import vm from 'node:vm';
import { transformSync } from 'esbuild';

/** A built file that can run in any context. */
export interface TransformedModule {
  /** Evaluates to `(require, module, exports) => void`. */
  readonly script: vm.Script;
  readonly sourceMap: SourceMap;
  /** The names imported from each module that the file imports by name only. */
  readonly namesImported: { readonly specifier: string; readonly names: string[] }[];
}

/** Enough for all files of several sites; tests open thousands of emulators on the same files. */
const MAX_CACHED = 500;
const cache = new Map<string, TransformedModule>();
const newestOfFile = new Map<string, SourceMap>();

/** Source map from a file's running code to its built text, for error stacks. */
export function sourceMapOf(file: string): SourceMap | undefined {
  return newestOfFile.get(file);
}

/** Transforms an ECMAScript module into a script for `vm`; equal content of a file is transformed once per process. */
export function transformModule(file: string, source: string): TransformedModule {
  const key = `${file}\0${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { code, map } = transformSync(source, {
    sourcefile: file,
    format: 'cjs',
    target: 'es2022',
    supported: { 'dynamic-import': false },
    // The wrapper below declares these names; in a module on Wix they do not exist.
    define: { require: 'undefined', module: 'undefined', exports: 'undefined' },
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'silent',
  });
  const transformed = {
    script: new vm.Script(`(function (require, module, exports) { 'use strict'; ${code}\n})`, { filename: file }),
    sourceMap: new SourceMap(JSON.parse(map) as SourceMapPayload),
    namesImported: findNamesImported(code),
  };
  cache.set(key, transformed);
  newestOfFile.set(file, transformed.sourceMap);
  const oldest = cache.size > MAX_CACHED ? cache.keys().next().value : undefined;
  if (oldest !== undefined) {
    cache.delete(oldest);
    newestOfFile.delete(oldest.split('\0')[0] ?? '');
  }
  return transformed;
}

/** esbuild writes `import {a} from 'x'` as a variable initialized by `require`, and each use of `a` as a property of it. */
function findNamesImported(code: string): TransformedModule['namesImported'] {
  const imports = code.matchAll(/^var (import_[\w$]+) = require\("([^"]+)"\);$/gm);
  return Array.from(imports, ([, variable = '', specifier = '']) => {
    const uses = code.matchAll(new RegExp(`(?<![\\w$.])${variable.replaceAll('$', '\\$')}\\.([\\w$]+)`, 'g'));
    return { specifier, names: [...new Set(Array.from(uses, ([, name = '']) => name))] };
  });
}
