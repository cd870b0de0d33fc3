import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname } from 'node:path';

import type { Container } from '../container/container.ts';
import { type LoaderDeps, notFound, parseJson, remember, runModule, transform } from './evaluate.ts';
import { isEcmaScriptFile, resolvePackageFile } from './resolve-package-file.ts';

/** Loads files of packages, and what they require in turn. */
export interface PackageLoader {
  requireFile(container: Container, file: string, specifier: string): unknown;
}

/** Creates the loader of a site's packages. They are loaded like the site's files, so that a new container has none of their state. */
export function createPackageLoader(deps: LoaderDeps): PackageLoader {
  const { builtins } = deps;

  /** Requires a module from a file of a package, whose own packages need not be those of the site. */
  function requireFromPackage(container: Container, specifier: string, importer: string): unknown {
    if (isBuiltin(specifier)) return builtins.load(specifier);
    const loaded = container.modules.get(specifier);
    const given = loaded === undefined ? deps.wixModule(container, specifier) : undefined;
    if (given !== undefined) return remember(container, specifier, given);
    const file = specifier.startsWith('@wix/')
      ? undefined
      : resolvePackageFile(specifier, dirname(importer), container.manifests);
    if (file !== undefined) {
      const exports = requirePackageFile(container, file, specifier);
      const isMixed = isEcmaScriptFile(importer, container.manifests) && !isEcmaScriptFile(file, container.manifests);
      return isMixed ? asDefault(container, exports) : exports;
    }
    const missing = loaded?.exports ?? deps.missingModule(container, specifier);
    if (missing !== undefined) return remember(container, specifier, missing);
    throw notFound(container, `Cannot find module '${specifier}' imported from ${importer}.`);
  }

  function requirePackageFile(container: Container, file: string, specifier: string): unknown {
    const loaded = container.packageFiles.get(file);
    if (loaded !== undefined) return loaded.exports;
    const { realm } = container;
    if (file.endsWith('.node')) {
      throw notFound(container, `'${specifier}' is native code, which "isn't supported" on Wix.`);
    }
    const source = readFileSync(file, 'utf8');
    const isJson = file.endsWith('.json');
    const module: { readonly exports: unknown } = {
      exports: isJson ? parseJson(container, file, source) : realm.object({}),
    };
    container.packageFiles.set(file, module);
    if (isJson) return module.exports;
    const isEcmaScript = isEcmaScriptFile(file, container.manifests);
    const transformed = transform(container, file, file, source, 'package', isEcmaScript);
    const require = (wanted: string): unknown => requireFromPackage(container, wanted, file);
    runModule(container, transformed, module, file, require, deps);
    return module.exports;
  }

  return { requireFile: requirePackageFile };
}

/** The default import of CommonJS is `module.exports` to an ECMAScript module, whatever `__esModule` says. */
function asDefault({ realm }: Container, exports: unknown): unknown {
  if (exports === null || typeof exports !== 'object' || !('__esModule' in exports)) return exports;
  return realm.object({ ...exports, __esModule: true, default: exports });
}
