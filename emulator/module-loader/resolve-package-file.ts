import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { isFile, isFolder } from './file-kinds.ts';

/** The parts of a package.json that decide which file a specifier means. */
export interface Manifest {
  readonly name?: string;
  readonly type?: string;
  readonly main?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
}

/** Most packages that offer both forms test the one for `require` best, and it needs no transformation. */
const conditionSets: readonly (readonly string[])[] = [
  ['node', 'require', 'module-sync', 'default'],
  ['node', 'import', 'module', 'default'],
];
/** The package.json files read so far, by folder: those of one container stay as they are. */
export type Manifests = Map<string, Manifest | undefined>;

const impliedExtensions = ['', '.js', '.json', '.cjs', '.mjs', '.node'];

/**
 * Finds the file that a specifier means to a file of a folder, as Node.js does with node_modules, `exports` and `imports`; `undefined` if
 * there is none.
 */
export function resolvePackageFile(specifier: string, fromDir: string, manifests: Manifests): string | undefined {
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) return fileOrFolder(resolve(fromDir, specifier), manifests);
  if (specifier.startsWith('#')) return resolveInternal(specifier, fromDir, manifests);
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const subpath = specifier.slice(name.length + 1);
  for (const dir of foldersAbove(fromDir)) {
    const ownManifest = readManifest(dir, manifests);
    if (ownManifest?.name === name && ownManifest.exports !== undefined)
      return resolveIn(dir, ownManifest, subpath, manifests);
    const packageDir = join(dir, 'node_modules', name);
    if (isFolder(packageDir))
      return resolveIn(packageDir, readManifest(packageDir, manifests) ?? {}, subpath, manifests);
  }
  return undefined;
}

/** `true` if a file is an ECMAScript module, by its extension or by the `type` of its package. */
export function isEcmaScriptFile(file: string, manifests: Manifests): boolean {
  if (file.endsWith('.mjs')) return true;
  if (!file.endsWith('.js')) return false;
  for (const dir of foldersAbove(dirname(file))) {
    const manifest = readManifest(dir, manifests);
    if (manifest !== undefined) return manifest.type === 'module';
  }
  return false;
}

function resolveIn(packageDir: string, manifest: Manifest, subpath: string, manifests: Manifests): string | undefined {
  if (manifest.exports === undefined || manifest.exports === null) {
    if (subpath !== '') return fileOrFolder(join(packageDir, subpath), manifests);
    return fileOrFolder(packageDir, manifests);
  }
  const target = findTarget(withSubpaths(manifest.exports), subpath === '' ? '.' : `./${subpath}`);
  return target === undefined ? undefined : existingFile(join(packageDir, target));
}

function resolveInternal(specifier: string, fromDir: string, manifests: Manifests): string | undefined {
  for (const dir of foldersAbove(fromDir)) {
    const manifest = readManifest(dir, manifests);
    if (manifest === undefined) continue;
    const target = findTarget(manifest.imports, specifier);
    if (target === undefined) return undefined;
    return target.startsWith('./') ? existingFile(join(dir, target)) : resolvePackageFile(target, dir, manifests);
  }
  return undefined;
}

/** `exports` may be a target itself, for the package as a whole. */
function withSubpaths(exports: unknown): unknown {
  const isMap = isRecord(exports) && Object.keys(exports).every((key) => key.startsWith('.'));
  return isMap ? exports : { '.': exports };
}

function findTarget(map: unknown, key: string): string | undefined {
  if (!isRecord(map)) return undefined;
  const [pattern, star] = Object.hasOwn(map, key) ? [key, ''] : matchPattern(Object.keys(map), key);
  if (pattern === undefined) return undefined;
  for (const conditions of conditionSets) {
    const target = chooseTarget(map[pattern], conditions);
    if (target !== undefined) return target.replaceAll('*', star);
  }
  return undefined;
}

/** "The pattern key with the longest prefix before its `*`" wins: https://nodejs.org/api/esm.html#resolution-algorithm-specification */
function matchPattern(patterns: string[], key: string): [string | undefined, string] {
  let best: string | undefined;
  let star = '';
  for (const pattern of patterns) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined || !key.startsWith(before) || !key.endsWith(after)) continue;
    if (key.length < before.length + after.length || before.length <= (best?.indexOf('*') ?? -1)) continue;
    best = pattern;
    star = key.slice(before.length, key.length - after.length);
  }
  return [best, star];
}

function chooseTarget(target: unknown, conditions: readonly string[]): string | undefined {
  if (typeof target === 'string') return target;
  const candidates = Array.isArray(target)
    ? (target as unknown[])
    : Object.entries(isRecord(target) ? target : {}).flatMap(([name, value]) =>
        conditions.includes(name) ? [value] : [],
      );
  for (const candidate of candidates) {
    const chosen = chooseTarget(candidate, conditions);
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

function fileOrFolder(path: string, manifests: Manifests): string | undefined {
  for (const extension of impliedExtensions) {
    const file = existingFile(path + extension);
    if (file !== undefined) return file;
  }
  if (!isFolder(path)) return undefined;
  const main = readManifest(path, manifests)?.main;
  const fromMain =
    main === undefined || resolve(path, main) === path ? undefined : fileOrFolder(resolve(path, main), manifests);
  return fromMain ?? impliedExtensions.map((extension) => existingFile(join(path, `index${extension}`))).find(Boolean);
}

function existingFile(file: string): string | undefined {
  return isFile(file) ? file : undefined;
}

function readManifest(dir: string, manifests: Manifests): Manifest | undefined {
  if (manifests.has(dir)) return manifests.get(dir);
  const file = existingFile(join(dir, 'package.json'));
  const manifest = file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as Manifest);
  manifests.set(dir, manifest);
  return manifest;
}

function foldersAbove(dir: string): string[] {
  const parent = dirname(dir);
  return parent === dir ? [dir] : [dir, ...foldersAbove(parent)];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
