import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import ts from 'typescript';

import { BACKEND_DIR, ownFileNames, type OwnFileName } from '../own-files.ts';

/**
 * Returns the folder, relative to the site's root, of the TypeScript that is compiled into `src/backend`; `undefined` if no tsconfig.json
 * of the site says so. A compiled `events.js` must be edited in its source, or the edit is lost.
 */
export function findTypeScriptBackend(dir: string): string | undefined {
  const file = join(dir, 'tsconfig.json');
  if (!existsSync(file)) return undefined;
  const read = ts.readConfigFile(file, (path) => readFileSync(path, 'utf8'));
  const { options, fileNames } = ts.parseJsonConfigFileContent(read.config, ts.sys, dir);
  if (options.outDir === undefined || relative(dir, resolve(options.outDir)) !== 'src') return undefined;
  const rootDirs = [options.rootDir, ...topFolders(dir, fileNames)].filter((folder) => folder !== undefined);
  const backend = rootDirs.map((folder) => join(folder, 'backend')).find((folder) => hasTypeScript(folder));
  return backend === undefined ? undefined : relative(dir, backend).replaceAll('\\', '/');
}

function topFolders(dir: string, fileNames: readonly string[]): string[] {
  const tops = fileNames.map((fileName) => relative(dir, fileName).split(/[/\\]/)[0] ?? '');
  return [...new Set(tops)].filter((top) => top !== 'src').map((top) => join(dir, top));
}

function hasTypeScript(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => /(?<!\.d)\.ts$/.test(basename(name)));
}

/** Type declarations of the files of order events that TypeScript sources import. */
export const declarationTexts = {
  'order-events.js': [
    '/** Part of wix-order-events: hands an event to order events. */',
    'export function handleOrderEvent(handler: string, event: unknown, site: unknown): Promise<unknown>;\n',
  ].join('\n'),
  'notification-rules.js': [
    '/** Part of wix-order-events: the rules in src/backend/notification-rules.js, which are JavaScript. */',
    'export const site: unknown;\n',
  ].join('\n'),
} as const;

/** Returns the path of such a declaration in the folder of the TypeScript. */
export function declarationPath(folder: string, name: string, paths: ReadonlyMap<OwnFileName, string>): string {
  const own = ownFileNames.find((candidate) => candidate === name);
  const built = (own === undefined ? undefined : paths.get(own)) ?? `${BACKEND_DIR}/${name}`;
  return `${folder}/${built.slice(BACKEND_DIR.length + 1).replace(/\.js$/, '.d.ts')}`;
}
