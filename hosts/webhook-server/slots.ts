/** Work that goes on beside its caller, so much at a time. */
export interface Slots {
  /** Starts work as soon as there is room for it, and resolves then. The work must not reject. */
  start(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is at work any more. */
  drain(): Promise<void>;
}

/** Creates room for so much work at a time. */
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
