import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { Container } from '../container/container.ts';
import type { ContainerPool } from '../container/container-pool.ts';
import { EmulatorError } from '../emulator-error.ts';
import type { EmulatorOptions } from '../emulator-options.ts';
import type { Invocation } from '../invocation.ts';
import type { ModuleLoader } from '../module-loader/module-loader.ts';
import { requireBackendFile, requireFunction } from '../module-loader/site-exports.ts';
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
}): SiteCalls {
  const { siteDir, mode, clock, containers, loader, invoker } = deps;

  async function invokeExport(
    file: string,
    name: string,
    identity: 'none' | 'admin',
    json: string | undefined,
    options: InvokeOptions,
  ): Promise<Invocation> {
    const module = requireBackendFile(siteDir, file);
    const container = containers.choose(options.container);
    const run = async (): Promise<unknown> => {
      const handler = requireFunction(loader.load(container, module), module, name);
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
        const method = requireWebMethod(loader.load(container, file), file, name);
        return await runWebMethod(container, method, args, identity, clock.now);
      };
      return await invoker.invoke({ name, identity, container, options, run });
    },
  };
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
