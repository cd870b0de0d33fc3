import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Container } from '../container/container.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { NodeBuiltins } from './node-builtins.ts';
import { isEcmaScriptFile, resolvePackageFile } from './resolve-package-file.ts';
import { resolveSpecifier } from './resolve-specifier.ts';
import { type ModuleFunction, type Origin, transformModule, type TransformedModule } from './transform-module.ts';

/** Loads the site's files and their imports into a container. */
export interface ModuleLoader {
  /** Returns the exports of `backend/…`, evaluated once per container; throws what the module throws. */
  load(container: Container, specifier: string): object;
}

/** What a loader needs. */
export interface LoaderDeps {
  readonly siteDir: string;
  readonly builtins: NodeBuiltins;
  /** Returns a replacement of the user or an emulated module; `undefined` if there is none. */
  readonly wixModule: (container: Container, specifier: string) => object | undefined;
  /** Returns a module whose members fail on call, for a module that belongs to Wix or to Node.js; `undefined` for any other. */
  readonly missingModule: (container: Container, specifier: string) => object | undefined;
  /** Throws an error of the container's realm when its code has run too long without a break. */
  readonly checkLoop: (container: Container) => void;
}

/** Creates a loader for one site. Packages are loaded like the site's files, so that a new container has none of their state. */
export function createModuleLoader(deps: LoaderDeps): ModuleLoader {
  const { siteDir, builtins } = deps;

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
    if (file !== undefined) return remember(container, specifier, requirePackageFile(container, file, specifier));
    const missing = deps.missingModule(container, specifier);
    if (missing !== undefined) return remember(container, specifier, missing);
    const because = isDeclared
      ? 'package.json names it, but it is not in node_modules, or exports no such path (npm install adds it)'
      : 'it is not among the dependencies in package.json (wix install adds it)';
    throw notFound(container, `Cannot find package '${specifier}' imported from ${importer}: ${because}.`);
  }

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
    const module: { exports: unknown } = { exports: isJson ? parseJson(container, file, source) : realm.object({}) };
    container.packageFiles.set(file, module);
    if (isJson) return module.exports;
    const isEcmaScript = isEcmaScriptFile(file, container.manifests);
    run(container, transform(container, file, file, source, 'package', isEcmaScript), module, file, (wanted) =>
      requireFromPackage(container, wanted, file),
    );
    return module.exports;
  }

  function evaluateSiteFile(container: Container, name: string, file: string): unknown {
    const { realm, modules } = container;
    const source = readSiteFile(container, name, file);
    if (file.endsWith('.json')) return remember(container, name, parseJson(container, name, source));
    const transformed = transform(container, name, file, source, 'site', true);
    const module: { exports: unknown } = { exports: realm.object({}) };
    modules.set(name, module);
    const require = (specifier: string): unknown => requireFromSite(container, specifier, name);
    try {
      run(container, transformed, module, file, require);
      for (const { specifier, names } of transformed.namesImported) requireNames(container, specifier, names, name);
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    return module.exports;
  }

  function run(
    container: Container,
    transformed: TransformedModule,
    module: { exports: unknown },
    file: string,
    require: (specifier: string) => unknown,
  ): void {
    const run = transformed.script.runInContext(container.realm.context) as ModuleFunction;
    const checkLoop = (): void => deps.checkLoop(container);
    const givenRequire = container.realm.syncFunction('require', ([specifier]) => require(String(specifier)));
    run(givenRequire, module, module.exports, file, dirname(file), pathToFileURL(file).href, checkLoop);
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

function remember(container: Container, name: string, exports: unknown): unknown {
  container.modules.set(name, { exports });
  return exports;
}

/** The default import of CommonJS is `module.exports` to an ECMAScript module, whatever `__esModule` says. */
function asDefault({ realm }: Container, exports: unknown): unknown {
  if (exports === null || typeof exports !== 'object' || !('__esModule' in exports)) return exports;
  return realm.object({ ...exports, __esModule: true, default: exports });
}

function notFound(container: Container, message: string): Error {
  return container.realm.error(message, { code: 'MODULE_NOT_FOUND' });
}

function transform(
  container: Container,
  name: string,
  file: string,
  source: string,
  origin: Origin,
  isEcmaScript: boolean,
): TransformedModule {
  try {
    return transformModule(file, source, origin, isEcmaScript);
  } catch (cause) {
    throw container.realm.error(`${name} cannot be read: ${problemOf(cause)}.`, { name: 'SyntaxError' });
  }
}

function parseJson(container: Container, name: string, source: string): unknown {
  try {
    return container.realm.parse(source.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw container.realm.error(`${name} cannot be read: ${problemOf(cause)}.`, { name: 'SyntaxError' });
  }
}

/** Describes an error of esbuild, which lists places, or of V8. */
function problemOf(cause: unknown): string {
  const [first] = (cause as { readonly errors?: readonly EsbuildProblem[] }).errors ?? [];
  // An error of the container's realm is none of this one's.
  if (first === undefined) return String(Reflect.get(Object(cause) as object, 'message') ?? cause);
  const place = first.location === null ? '' : ` (line ${first.location.line}, column ${first.location.column + 1})`;
  return `${first.text}${place}`;
}

interface EsbuildProblem {
  readonly text: string;
  readonly location: { readonly line: number; readonly column: number } | null;
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
