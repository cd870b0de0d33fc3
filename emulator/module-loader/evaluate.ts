import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Container } from '../container/container.ts';
import type { NodeBuiltins } from './node-builtins.ts';
import { type ModuleFunction, type Origin, transformModule, type TransformedModule } from './transform-module.ts';

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

/** Evaluates a module: gives it its variables, and fills `module.exports`. */
export function runModule(
  container: Container,
  transformed: TransformedModule,
  module: { readonly exports: unknown },
  file: string,
  require: (specifier: string) => unknown,
  deps: Pick<LoaderDeps, 'checkLoop'>,
): void {
  const run = transformed.script.runInContext(container.realm.context) as ModuleFunction;
  const checkLoop = (): void => deps.checkLoop(container);
  const givenRequire = container.realm.syncFunction('require', ([specifier]) => require(String(specifier)));
  run(givenRequire, module, module.exports, file, dirname(file), pathToFileURL(file).href, checkLoop);
}

/** Adds a module to those of a container. */
export function remember(container: Container, name: string, exports: unknown): unknown {
  container.modules.set(name, { exports });
  return exports;
}

/** Creates an error about a module that cannot be found. */
export function notFound(container: Container, message: string): Error {
  return container.realm.error(message, { code: 'MODULE_NOT_FOUND' });
}

/** Transforms a file; throws an error of the realm that names the place of wrong syntax. */
export function transform(
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

/** Parses JSON into values of the realm; throws an error of the realm that names the file. */
export function parseJson(container: Container, name: string, source: string): unknown {
  try {
    return container.realm.parse(source.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw container.realm.error(`${name} cannot be read: ${problemOf(cause)}.`, { name: 'SyntaxError' });
  }
}

/** Describes an error of esbuild, which lists places, or of V8. */
export function problemOf(cause: unknown): string {
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
