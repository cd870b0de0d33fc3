import { EmulatorError } from '../emulator-error.ts';
import type { LogLine } from '../invocation.ts';
import { type Container, startContainer } from './container.ts';

/** The containers of one emulator; invocations use the newest by default. */
export interface ContainerPool {
  start(): Container;
  /** Returns the given container, else the newest, or a new one if the newest has died. */
  choose(given: Container | undefined): Container;
  /**
   * `true` if a promise was created in one of these containers, including dead ones, or by Node.js for code of `container`, where the promise was
   * created.
   */
  owns(promise: Promise<unknown>, container: Container | undefined): boolean;
  close(): void;
}

/** Creates an empty pool. */
export function createContainerPool(deps: {
  readonly now: () => number;
  readonly random: () => number;
  /** Prepares a new container, before it runs code. */
  readonly setUp: (container: Container) => void;
  readonly write: (level: LogLine['level'], message: string) => void;
}): ContainerPool {
  const alive = new Set<Container>();
  // Promises of a dead container may still reject.
  const promisePrototypes = new WeakSet();
  let newest: Container | undefined;
  let started = 0;
  let isOpen = true;

  function start(): Container {
    if (!isOpen) throw new EmulatorError('CLOSED', 'The emulator is closed.');
    started += 1;
    const container = startContainer({ id: started, ...deps });
    deps.setUp(container);
    alive.add(container);
    container.onDeath(() => alive.delete(container));
    promisePrototypes.add(container.realm.promisePrototype);
    newest = container;
    return container;
  }

  return {
    start,
    choose(given) {
      if (given === undefined) return newest?.isAlive() === true ? newest : start();
      if (given.isAlive()) return given;
      throw new EmulatorError('CONTAINER_GONE', `Container ${given.id} has crashed or was closed.`);
    },
    owns: (promise, container) =>
      promisePrototypes.has(Object.getPrototypeOf(promise) as object) ||
      (container !== undefined && promisePrototypes.has(container.realm.promisePrototype)),
    close() {
      isOpen = false;
      for (const container of [...alive]) container.kill();
    },
  };
}
