import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkSite } from '../../../emulator/check/check-site.ts';
import { readDeclaredPackages } from '../../../emulator/check/declared-packages.ts';
import type { CommonJs } from '../../../emulator/module-loader/keep-on-disk.ts';
import { readSite } from '../check/read-site.ts';
import { copySources, installedWith } from '../copy-sources.ts';
import { runGuarded } from '../guarded-process.ts';
import { judgeSite, type JudgedSite } from './judge-site.ts';
import type { LoadInput, LoadResult } from './load-in-process.ts';

/** A site that was loaded; or the reason why it was not. */
export type LoadedSite =
  | { readonly kind: 'loaded'; readonly site: JudgedSite }
  | { readonly kind: 'no-backend' }
  | { readonly kind: 'failed'; readonly problem: string };

/** What loading sites needs. */
export interface LoadDeps {
  /** Folder of this package. */
  readonly root: string;
  /** Takes a folder for each site. */
  readonly workDir: string;
  /** File with the program that loads a site. */
  readonly program: string;
}

/** A site of 300 files, of which each calls Wix, takes half a minute. */
const TIMEOUT_MS = 180_000;
const code = /^src\/(backend\/.+\.(?:js|jsw|ts))$/;
const collectionUse = /\b(?:query|get|insert|update|save|remove|bulk\w+|aggregate|truncate)\(\s*(['"`])([\w/-]+)\1/g;
const secretUse = /\bgetSecret(?:Value)?\(\s*(['"`])([\w.-]+)\1/g;
const packageName = /^(?:@[\w-][\w.-]*\/)?[\w-][\w.-]*$/;

/** Checks a site, and loads and calls its backend files in a process with permissions that reads only copies of them. */
export async function loadSite(repository: string, dir: string, deps: LoadDeps): Promise<LoadedSite> {
  const site = readSite(dir);
  const paths = [...(site?.sources.keys() ?? [])];
  const files = paths.flatMap((path) => (path.endsWith('.d.ts') ? [] : (code.exec(path)?.[1] ?? [])));
  if (files.length === 0) return { kind: 'no-backend' };
  const folder = join(deps.workDir, repository.replace('/', '__'));
  const siteDir = join(folder, 'site');
  const transformed = new Map<string, CommonJs>();
  mkdirSync(folder);
  copySources(site, siteDir, transformed);
  const text = [...(site?.sources.values() ?? [])].join('\n');
  const input: LoadInput = {
    siteDir,
    files,
    collections: namesIn(text, collectionUse),
    secrets: namesIn(text, secretUse),
    transformed: [...transformed],
  };
  writeFileSync(join(folder, 'input.json'), JSON.stringify(input));
  copyFileSync(deps.program, join(folder, 'load.mjs'));
  symlinkSync(installedWith(deps.root), join(folder, 'node_modules'), 'junction');
  putPackages(siteDir);
  const faults = checkSite(siteDir);
  const ended = await runGuarded({
    root: deps.root,
    folder,
    file: 'load.mjs',
    readable: [installedWith(deps.root)],
    // The emulated database is native code.
    hasAddons: true,
    timeoutMs: TIMEOUT_MS,
  });
  if (ended.kind === 'failed') return ended;
  return { kind: 'loaded', site: judgeSite({ repository, siteDir, faults, result: ended.value as LoadResult }) };
}

function namesIn(text: string, use: RegExp): string[] {
  return [...new Set([...text.matchAll(use)].map(([, , name = '']) => name))];
}

/** Puts a package in the place of each that the site declares and that nobody installed: code of others is fetched for the site only. */
function putPackages(siteDir: string): void {
  for (const name of readDeclaredPackages(siteDir).dependencies) {
    if (!packageName.test(name) || name.startsWith('@wix/')) continue;
    const folder = join(siteDir, 'node_modules', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "exports": { ".": "./index.js", "./*": "./index.js" } }');
    writeFileSync(join(folder, 'index.js'), ANY_PACKAGE);
  }
}

/** Gives itself for every member and every call. */
const ANY_PACKAGE = `
const any = new Proxy(function () {}, {
  get(target, name) {
    if (name === Symbol.toPrimitive) return () => '';
    return name === 'then' || name === '__esModule' ? undefined : name === 'prototype' ? target.prototype : any;
  },
  apply: () => any,
  construct: () => any,
});
module.exports = any;
`;
