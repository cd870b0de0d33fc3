import inspector from 'node:inspector';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { basename, extname } from 'node:path';
import vm from 'node:vm';
import { transformSync, type TransformOptions, version } from 'esbuild';

import { guardLoops, guardParts } from './guard-loops.ts';
import { keepOnDisk, type CommonJs } from './keep-on-disk.ts';

/** Who wrote a file: code of the site is strict and cannot loop forever, code of packages runs as it is. */
export type Origin = 'site' | 'package';

/** A file that can run in any context. */
export interface TransformedModule {
  /** Evaluates to a `ModuleFunction`. */
  readonly script: vm.Script;
  /** The names imported from each module that the file imports by name only. */
  readonly namesImported: { readonly specifier: string; readonly names: string[] }[];
}

/** Runs a module with the variables that CommonJS gives it, its address, and the function that ends endless loops. */
export type ModuleFunction = (
  require: (specifier: string) => unknown,
  module: { readonly exports: unknown },
  exports: unknown,
  filename: string,
  dirname: string,
  moduleUrl: string,
  checkLoop: () => void,
) => void;

const PARAMETERS = 'require, module, exports, __filename, __dirname, __moduleUrl, __checkLoop';
const starts: Readonly<Record<Origin, string>> = {
  site: `(function (${PARAMETERS}) { 'use strict'; let __passes = 0; `,
  package: `(function (${PARAMETERS}) { `,
};
/** Not written out below, where tools that look for the map of this file would find it. */
const MAP_COMMENT = 'sourceMappingURL';
/** Enough for all files of several sites and their packages; tests open thousands of emulators on the same files. */
const MAX_CACHED = 5_000;
const cache = new Map<string, TransformedModule>();
const newestOfFile = new Map<string, SourceMap>();

/** Source map from a file's running code to its text; `undefined` if the file runs as it is. */
export function sourceMapOf(file: string): SourceMap | undefined {
  return newestOfFile.get(file);
}

/**
 * Transforms an ECMAScript, TypeScript or CommonJS module into a script for `vm`; equal content of a file is transformed once per process.
 * Throws esbuild's error if the syntax is wrong.
 */
export function transformModule(
  file: string,
  source: string,
  origin: Origin,
  isEcmaScript: boolean,
): TransformedModule {
  const key = `${file}\0${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { guarded, map, sourceMap, namesImported } = rewrite(file, source, origin, isEcmaScript);
  const start = starts[origin];
  // A debugger finds the site's own files by the comment; without one it would only cost memory.
  const mapComment = inspector.url() === undefined || map === '' ? '' : mapCommentOf(map);
  const script = new vm.Script(`${start}${guarded}\n})${mapComment}`, {
    filename: file,
    columnOffset: -start.length,
  });
  const transformed = { script, namesImported };
  cache.set(key, transformed);
  if (sourceMap !== undefined) newestOfFile.set(file, sourceMap);
  const oldest = cache.size > MAX_CACHED ? cache.keys().next().value : undefined;
  if (oldest !== undefined) {
    cache.delete(oldest);
    newestOfFile.delete(oldest.split('\0')[0] ?? '');
  }
  return transformed;
}

interface Rewritten extends Pick<TransformedModule, 'namesImported'> {
  readonly guarded: string;
  readonly map: string;
  readonly sourceMap: SourceMap | undefined;
}

/** Copies of one site have the same texts in other folders. */
const MAX_TEXTS = 500;
const rewritten = new Map<string, Rewritten>();

/** Rewrites the text of a module once for all files that have it; only a debugger is told the name of the file in the map. */
function rewrite(file: string, source: string, origin: Origin, isEcmaScript: boolean): Rewritten {
  const name = inspector.url() === undefined ? extname(file) : file;
  const key = [name, origin, isEcmaScript, source].join('\0');
  const known = rewritten.get(key);
  if (known !== undefined) return known;
  const { code, map } = isEcmaScript ? toCommonJs(file, source) : { code: source.replace(/^#!/, '//'), map: '' };
  const result: Rewritten = {
    guarded: origin === 'site' ? guardedOnce(code) : code,
    map,
    sourceMap: map === '' ? undefined : new SourceMap(JSON.parse(map) as SourceMapPayload),
    namesImported: findNamesImported(code),
  };
  rewritten.set(key, result);
  const oldest = rewritten.size > MAX_TEXTS ? rewritten.keys().next().value : undefined;
  if (oldest !== undefined) rewritten.delete(oldest);
  return result;
}

const provided = new Map<string, CommonJs>();

/** Provides files by their text, for a process that is not allowed to start the transformer. */
export function provideCommonJs(transformed: ReadonlyMap<string, CommonJs>): void {
  for (const [source, result] of transformed) provided.set(source, result);
}

/** Transforms an ECMAScript or TypeScript module; throws esbuild's error if the syntax is wrong. */
export function toCommonJs(file: string, source: string): CommonJs {
  const known = provided.get(source);
  if (known !== undefined) return known;
  const options: TransformOptions = {
    // Only a debugger is told where a file is, and copies of one site share what is kept of their files.
    sourcefile: inspector.url() === undefined ? basename(file) : file,
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2022',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '__moduleUrl' },
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'silent',
    // A file of a tsconfig.json that the site has for its editor must not change what its code does.
    tsconfigRaw: '{}',
  };
  return keepOnDisk([version, options, source], () => {
    const { code, map } = transformSync(source, options);
    return { code, map };
  });
}

/** Guards the loops of a script, as an earlier process did; finding them in a large file takes longer than to run it. */
function guardedOnce(code: string): string {
  return keepOnDisk([...guardParts, code], () => ({ code: guardLoops(code), map: '' })).code;
}

function mapCommentOf(map: string): string {
  return `\n//# ${MAP_COMMENT}=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
}

/** esbuild writes an import as a variable initialized by `require`, and each use of an imported name as a property of it. */
function findNamesImported(code: string): TransformedModule['namesImported'] {
  const imports = code.matchAll(/^var (import_[\w$]+) = (?:__toESM\()?require\("([^"]+)"\)\)?;$/gm);
  return Array.from(imports, ([, variable = '', specifier = '']) => {
    const uses = code.matchAll(new RegExp(`(?<![\\w$.])${variable.replaceAll('$', '\\$')}\\.([\\w$]+)`, 'g'));
    return { specifier, names: [...new Set(Array.from(uses, ([, name = '']) => name))] };
  });
}
