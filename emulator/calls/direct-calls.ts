import type { Container } from '../container/container.ts';
import type { ContainerPool } from '../container/container-pool.ts';
import type { Realm } from '../container/realm.ts';
import type { Identity } from '../invocation.ts';
import type { ModuleLoader } from '../module-loader/module-loader.ts';
import type { Invoker } from './invoke.ts';

/** Calls code of the site as its own backend code does: nothing is copied, and a result comes at once unless it is a promise. */
export interface DirectCalls {
  /** Returns the exports of a file such as `backend/x.js`, loaded into the newest container; throws what the file throws. */
  exports(specifier: string): object;
  /** Runs a function of the site with an identity, as an invocation of that name. */
  run(name: string, identity: Identity, work: () => unknown): unknown;
  /** The realm of the newest container. */
  realm(): Realm;
}

/** Creates the direct calls of one site. */
export function createDirectCalls(deps: {
  readonly containers: ContainerPool;
  readonly loader: ModuleLoader;
  readonly invoker: Invoker;
}): DirectCalls {
  const { containers, loader, invoker } = deps;
  const newest = (): Container => containers.choose(undefined);

  return {
    exports(specifier) {
      const container = newest();
      const work = { name: specifier, identity: 'none' as const, container };
      return invoker.runNow({ ...work, run: () => loader.load(container, specifier) }) as object;
    },
    run: (name, identity, work) => invoker.runNow({ name, identity, container: newest(), run: work }),
    realm: () => newest().realm,
  };
}
