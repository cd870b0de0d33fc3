/** Runs work in the background, up to a fixed number of tasks in parallel. */
export interface Slots {
  /** Starts the work once a slot is free, and then resolves. The work must not reject. */
  start(work: () => Promise<void>): Promise<void>;
  /** Resolves when all work has finished. */
  drain(): Promise<void>;
}

/** Creates slots for `count` tasks. */
export function createSlots(count: number): Slots {
  const atWork = new Set<Promise<void>>();
  return {
    async start(work) {
      while (atWork.size >= count) await Promise.race(atWork);
      const running = work().finally(() => atWork.delete(running));
      atWork.add(running);
    },
    async drain() {
      while (atWork.size > 0) await Promise.all(atWork);
    },
  };
}
