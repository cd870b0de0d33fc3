import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Container } from '../container/container.ts';
import { notEmulatedError } from '../not-emulated.ts';
import { resolveSpecifier } from './resolve-specifier.ts';
import type { SitePackages } from './site-packages.ts';
import { transformModule } from './transform-module.ts';

/** Loads the site's built files and their imports into a container. */
export interface ModuleLoader {
  /** Returns the exports of `backend/…`, evaluated once per container; throws what the module throws. */
  load(container: Container, specifier: string): object;
}

type ModuleFunction = (
  require: (specifier: string) => unknown,
  module: { readonly exports: object },
  exports: object,
) => void;

/** Node modules that deployed Wix sites are known to use; others may not exist on Wix. */
const nodeModules: ReadonlySet<string> = new Set([
  'crypto',
  'node:crypto',
  'buffer',
  'node:buffer',
  'util',
  'node:util',
]);

/** Creates a loader for one site; `wixModule` returns emulated modules and the user's replacements. */
export function createModuleLoader(deps: {
  readonly siteDir: string;
  readonly packages: SitePackages;
  readonly wixModule: (container: Container, specifier: string) => object | undefined;
}): ModuleLoader {
  const requireBuiltin = createRequire(join(deps.siteDir, 'package.json'));

  function requireModule(container: Container, specifier: string, importer: string): object {
    const { realm, modules } = container;
    const loaded = modules.get(specifier);
    if (loaded !== undefined) return loaded.exports;

    const given = deps.wixModule(container, specifier);
    if (given !== undefined) return remember(container, specifier, given);

    const found = resolveSpecifier(specifier, deps.siteDir);
    switch (found.kind) {
      case 'site-file':
        return modules.get(found.name)?.exports ?? evaluate(container, found.name, found.file);
      case 'node-builtin':
        if (!nodeModules.has(found.name)) throw notEmulatedError(realm, found.name, 'the Node.js module');
        return remember(container, found.name, requireBuiltin(found.name) as object);
      case 'outside':
        return requirePackage(container, found.name, importer);
      case 'refused':
        throw realm.error(`Cannot find module '${specifier}' imported from ${importer}: ${found.because}.`, {
          code: 'MODULE_NOT_FOUND',
        });
    }
  }

  function requirePackage(container: Container, specifier: string, importer: string): object {
    const { realm } = container;
    const loaded = deps.packages.load(specifier);
    if (loaded !== undefined) return remember(container, specifier, Object(loaded.exports) as object);
    if (specifier.startsWith('wix-')) throw notEmulatedError(realm, specifier, 'the module');
    throw realm.error(
      `Cannot find package '${specifier}' imported from ${importer}: it is not among the dependencies in package.json (wix install adds it).`,
      { code: 'MODULE_NOT_FOUND' },
    );
  }

  function remember(container: Container, name: string, exports: object): object {
    container.modules.set(name, { exports });
    return exports;
  }

  function evaluate(container: Container, name: string, file: string): object {
    const transformed = transformModule(file, readFileSync(file, 'utf8'));
    const module = { exports: container.realm.object({}) };
    container.modules.set(name, module);
    const run = transformed.script.runInContext(container.realm.context) as ModuleFunction;
    try {
      run((specifier) => requireModule(container, specifier, name), module, module.exports);
      for (const { specifier, names } of transformed.namesImported) requireNames(container, specifier, names, name);
    } catch (error) {
      container.modules.delete(name);
      throw error;
    }
    return module.exports;
  }

  /** Throws where linking ECMAScript modules would fail; CommonJS would return `undefined`. */
  function requireNames(container: Container, specifier: string, names: string[], importer: string): void {
    const found = resolveSpecifier(specifier, deps.siteDir);
    if (found.kind !== 'site-file') return;
    const exports = requireModule(container, specifier, importer);
    for (const name of names) {
      if (name in exports) continue;
      throw container.realm.error(
        `The requested module '${specifier}' does not provide an export named '${name}' (imported by ${importer}).`,
        { name: 'SyntaxError' },
      );
    }
  }

  return { load: (container, specifier) => requireModule(container, specifier, 'the emulator') };
}
