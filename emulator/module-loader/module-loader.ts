import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Container } from '../container/container.ts';
import { EmulatorError } from '../emulator-error.ts';
import { type LoaderDeps, notFound, parseJson, problemOf, remember, runModule, transform } from './evaluate.ts';
import { createPackageLoader } from './package-loader.ts';
import { resolvePackageFile } from './resolve-package-file.ts';
import { resolveSpecifier } from './resolve-specifier.ts';

/** Loads the site's files and their imports into a container. */
export interface ModuleLoader {
  /** Returns the exports of `backend/…`, evaluated once per container; throws what the module throws. */
  load(container: Container, specifier: string): object;
}

/** Creates a loader for one site. */
export function createModuleLoader(deps: LoaderDeps): ModuleLoader {
  const { siteDir, builtins } = deps;
  const packages = createPackageLoader(deps);

  function requireFromSite(container: Container, specifier: string, importer: string): unknown {
    const { modules } = container;
    const found = resolveSpecifier(specifier, siteDir, importer);
    const name = found.kind === 'refused' ? specifier : found.name;
    const loaded = modules.get(name);
    if (loaded !== undefined) return loaded.exports;
    const given = deps.wixModule(container, specifier);
    if (given !== undefined) return remember(container, name, given);

    switch (found.kind) {
      case 'site-file':
        return evaluateSiteFile(container, found.name, found.file);
      case 'node-builtin': {
        const missing = builtins.isForSites(name) ? undefined : deps.missingModule(container, name);
        return remember(container, name, missing ?? builtins.load(name));
      }
      case 'outside':
        return requireOutside(container, specifier, importer);
      case 'refused':
        throw notFound(container, `Cannot find module '${specifier}' imported from ${importer}: ${found.because}.`);
    }
  }

  function requireOutside(container: Container, specifier: string, importer: string): unknown {
    const isDeclared = dependenciesOf(siteDir).has(packageNameOf(specifier));
    const isOfWix = specifier.startsWith('@wix/');
    const file =
      isDeclared && !isOfWix ? resolvePackageFile(specifier, join(siteDir, 'src'), container.manifests) : undefined;
    if (file !== undefined) return remember(container, specifier, packages.requireFile(container, file, specifier));
    const missing = deps.missingModule(container, specifier);
    if (missing !== undefined) return remember(container, specifier, missing);
    const because = isDeclared
      ? 'package.json names it, but it is not in node_modules, or exports no such path (npm install adds it)'
      : 'it is not among the dependencies in package.json (wix install adds it)';
    throw notFound(container, `Cannot find package '${specifier}' imported from ${importer}: ${because}.`);
  }

  function evaluateSiteFile(container: Container, name: string, file: string): unknown {
    const { realm, modules } = container;
    const source = readSiteFile(container, name, file);
    if (file.endsWith('.json')) return remember(container, name, parseJson(container, name, source));
    const transformed = transform(container, name, file, source, 'site', true);
    const module: { readonly exports: unknown } = { exports: realm.object({}) };
    modules.set(name, module);
    const require = (specifier: string): unknown => requireFromSite(container, specifier, name);
    try {
      runModule(container, transformed, module, file, require, deps);
      for (const { specifier, names } of transformed.namesImported) requireNames(container, specifier, names, name);
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    return module.exports;
  }

  /** Throws where linking ECMAScript modules would fail; CommonJS would return `undefined`. */
  function requireNames(container: Container, specifier: string, names: string[], importer: string): void {
    if (resolveSpecifier(specifier, siteDir, importer).kind !== 'site-file') return;
    const exports = requireFromSite(container, specifier, importer);
    if (exports === null || typeof exports !== 'object' || !('__esModule' in exports)) return;
    for (const name of names) {
      if (name in exports) continue;
      throw container.realm.error(
        `The requested module '${specifier}' does not provide an export named '${name}' (imported by ${importer}).`,
        { name: 'SyntaxError' },
      );
    }
  }

  return {
    load: (container, specifier) => Object(requireFromSite(container, specifier, 'the emulator')) as object,
  };
}

function readSiteFile(container: Container, name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const because = cause instanceof Error ? cause.message : String(cause);
    throw container.realm.error(`src/${name} cannot be read: ${because}`, { code: 'FILE_NOT_READABLE' });
  }
}

/** The packages that the site declares: on Wix, only `dependencies` exist. Read on every load, because `wix install` edits them. */
function dependenciesOf(siteDir: string): ReadonlySet<string> {
  const file = join(siteDir, 'package.json');
  if (!existsSync(file)) return new Set();
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly dependencies?: Record<string, string> };
    return new Set(Object.keys(manifest.dependencies ?? {}));
  } catch (cause) {
    throw new EmulatorError('SITE_NOT_READABLE', `${file} cannot be read: ${problemOf(cause)}.`, { cause });
  }
}

function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
