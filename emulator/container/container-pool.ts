import { EmulatorError } from '../emulator-error.ts';
import type { LogLine } from '../invocation.ts';
import { type Container, startContainer } from './container.ts';

/** The containers of one emulator, of which the newest is used unless another is asked for. */
export interface ContainerPool {
  start(): Container;
  /** The given container, or the newest, or a fresh one when that has died. */
  choose(given: Container | undefined): Container;
  /** Whether a promise was made in one of these containers, dead ones included. */
  owns(promise: Promise<unknown>): boolean;
  close(): void;
}

/** Makes an empty pool. */
export function createContainerPool(deps: {
  readonly now: () => number;
  readonly random: () => number;
  readonly write: (level: LogLine['level'], message: string) => void;
}): ContainerPool {
  const alive = new Set<Container>();
  // What a dead container left behind may still reject.
  const promisePrototypes = new WeakSet();
  let newest: Container | undefined;
  let started = 0;
  let isOpen = true;

  function start(): Container {
    if (!isOpen) throw new EmulatorError('CLOSED', 'The emulator is closed.');
    started += 1;
    const container = startContainer({ id: started, ...deps });
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
    owns: (promise) => promisePrototypes.has(Object.getPrototypeOf(promise) as object),
    close() {
      isOpen = false;
      for (const container of [...alive]) container.kill();
    },
  };
}
