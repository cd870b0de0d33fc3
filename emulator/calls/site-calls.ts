import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { Container } from '../container/container.ts';
import type { ContainerPool } from '../container/container-pool.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { EmulatorOptions } from '../emulator-options.ts';
import type { HttpFunctionOutcome } from '../http/http-functions.ts';
import { answerOf, answerRequest, type HttpFunctionRequest, readHttpFunctionAddress } from '../http/http-function.ts';
import type { Identity, Invocation } from '../invocation.ts';
import { resolveSpecifier } from '../module-loader/resolve-specifier.ts';
import type { WixServices } from '../modules/module-host.ts';
import type { ModuleLoader } from '../module-loader/module-loader.ts';
import { requireBackendFile, requireFunction } from '../module-loader/site-exports.ts';
import { requireOldWebMethod } from '../web-methods/old-web-methods.ts';
import { type FrontendIdentity, requireWebMethod, runWebMethod } from '../web-methods/run-web-method.ts';
import type { InvokeOptions } from './invoke-options.ts';
import type { Invoker } from './invoke.ts';

/** Calls the exports of a site's backend files as Wix does. */
export interface SiteCalls {
  /** Calls an export with JSON text, or without an argument. */
  invokeExport(
    file: string,
    name: string,
    identity: 'none' | 'admin',
    json: string | undefined,
    options: InvokeOptions,
  ): Promise<Invocation>;
  /** Calls an export of `backend/events.js` with an event as JSON text, which may contain what `JSON.stringify` cannot write. */
  invokeEventJson(handler: string, json: string, options?: InvokeOptions): Promise<Invocation>;
  /** Answers a request as the site's HTTP functions do: 404 where there is none, 500 where one throws. */
  invokeHttpFunction(request: HttpFunctionRequest, options: InvokeOptions): Promise<HttpFunctionOutcome>;
  /** Calls any export of a backend file with JSON copies of arguments: a router, a data hook, a service plugin. */
  invokeFunction(
    module: string,
    name: string,
    args: readonly unknown[],
    identity: Identity,
    options?: InvokeOptions,
  ): Promise<Invocation>;
  /** Loads a backend file without calling anything; returns the names of its exports. */
  loadModule(module: string, options?: InvokeOptions): Promise<Invocation>;
  /** Calls a web method as the frontend does. */
  invokeWebMethod(
    module: string,
    name: string,
    args: readonly unknown[],
    identity: FrontendIdentity,
    options?: InvokeOptions,
  ): Promise<Invocation>;
}

/** Creates the calls of one site. */
export function createSiteCalls(deps: {
  readonly siteDir: string;
  readonly mode: EmulatorOptions['mode'];
  readonly clock: EmulatorClock;
  readonly containers: ContainerPool;
  readonly loader: ModuleLoader;
  readonly invoker: Invoker;
  readonly services: WixServices;
}): SiteCalls {
  const { siteDir, mode, clock, containers, loader, invoker } = deps;

  async function invokeExport(
    file: string,
    name: string,
    identity: 'none' | 'admin',
    json: string | undefined,
    options: InvokeOptions,
  ): Promise<Invocation> {
    const container = containers.choose(options.container);
    const run = async (): Promise<unknown> => {
      const { exports, module } = loadBackendFile(container, file, siteDir, loader);
      const handler = requireFunction(exports, module, name);
      const value = await handler(...(json === undefined ? [] : [container.realm.parse(json)]));
      return copyOf(container, value);
    };
    return await invoker.invoke({ name, identity, container, options, run });
  }

  return {
    invokeExport,
    async invokeEventJson(handler, json, options = {}) {
      // "Backend events are only triggered for published sites": https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/backend-code/events/about-events
      if (mode === 'preview') throw new EmulatorError('NOT_PUBLISHED', 'Backend events run on a published site only.');
      return await invokeExport('backend/events.js', handler, 'none', json, options);
    },
    async invokeHttpFunction(request, options) {
      const address = readHttpFunctionAddress(request.url);
      const found = resolveSpecifier('backend/http-functions', siteDir);
      if (address === undefined || found.kind !== 'site-file') {
        return { answer: answerOf(404, 'There is no such function.'), invocation: undefined };
      }
      const container = containers.choose(options.container);
      let answer = answerOf(500, 'The function failed.');
      const run = async (): Promise<unknown> => {
        const exports = loader.load(container, found.name);
        answer = await answerRequest(container, deps.services, exports, request, address);
        return answer.status;
      };
      const name = `${request.method.toLowerCase()}_${address.functionName}`;
      return { invocation: await invoker.invoke({ name, identity: 'visitor', container, options, run }), answer };
    },
    async invokeFunction(module, name, args, identity, options = {}) {
      const file = requireBackendFile(siteDir, module);
      const container = containers.choose(options.container);
      const run = async (): Promise<unknown> => {
        const given = container.realm.parse(JSON.stringify(args)) as unknown[];
        return copyOf(container, await requireFunction(loader.load(container, file), file, name)(...given));
      };
      return await invoker.invoke({ name, identity, container, options, run });
    },
    async loadModule(module, options = {}) {
      const file = requireBackendFile(siteDir, module);
      const container = containers.choose(options.container);
      const run = async (): Promise<unknown> => Object.keys(loader.load(container, file));
      return await invoker.invoke({ name: file, identity: 'none', container, options, run });
    },
    async invokeWebMethod(module, name, args, identity, options = {}) {
      const file = requireBackendFile(siteDir, module);
      const container = containers.choose(options.container);
      const run = async (): Promise<unknown> => {
        const exports = loader.load(container, file);
        const { method, permission } = file.endsWith('.jsw')
          ? requireOldWebMethod(siteDir, exports, file, name)
          : requireWebMethod(exports, file, name);
        return await runWebMethod(container, method, permission, args, identity, clock.now);
      };
      return await invoker.invoke({ name, identity, container, options, run });
    },
  };
}

/** Loads a backend file; one that the container has is not looked for on the disk. */
function loadBackendFile(
  container: Container,
  file: string,
  siteDir: string,
  loader: ModuleLoader,
): { readonly module: string; readonly exports: object } {
  const loaded = container.modules.get(file);
  if (loaded !== undefined) return { module: file, exports: Object(loaded.exports) as object };
  const module = requireBackendFile(siteDir, file);
  return { module, exports: loader.load(container, module) };
}

/** Wix ignores the value that a handler returns; callers of the emulator get a JSON copy of it. */
function copyOf(container: Container, value: unknown): unknown {
  try {
    const json = container.realm.stringify(value);
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
