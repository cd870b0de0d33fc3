/** The timer functions of a container; they run in real time and stop with it. */
export interface Timers {
  readonly globals: Record<string, unknown>;
  clearAll(): void;
}

/** Creates timers that can all be stopped together; what their callbacks throw is reported, and does not end the process. */
export function createTimers(report: (error: unknown) => void): Timers {
  const pending = new Set<NodeJS.Timeout | NodeJS.Immediate>();
  let isOver = false;

  function setTimeoutTracked(run: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]): NodeJS.Timeout {
    const timer = setTimeout(() => {
      pending.delete(timer);
      attempt(run, args);
    }, delayMs);
    keep(timer);
    return timer;
  }

  function setIntervalTracked(run: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]): NodeJS.Timeout {
    const timer = setInterval(() => attempt(run, args), delayMs);
    keep(timer);
    return timer;
  }

  function setImmediateTracked(run: (...args: unknown[]) => void, ...args: unknown[]): NodeJS.Immediate {
    const timer = setImmediate(() => {
      pending.delete(timer);
      attempt(run, args);
    });
    keep(timer);
    return timer;
  }

  function attempt(run: (...args: unknown[]) => void, args: unknown[]): void {
    try {
      run(...args);
    } catch (error) {
      report(error);
    }
  }

  /** Code of a dead container runs on to its next await and may set a timer, which must never fire. */
  function keep(timer: NodeJS.Timeout | NodeJS.Immediate): void {
    if (isOver) clear(timer);
    else pending.add(timer);
  }

  function clear(timer?: NodeJS.Timeout | NodeJS.Immediate | null): void {
    if (timer === undefined || timer === null) return;
    pending.delete(timer);
    if ('refresh' in timer) clearTimeout(timer);
    else clearImmediate(timer);
  }

  return {
    globals: {
      setTimeout: setTimeoutTracked,
      setInterval: setIntervalTracked,
      setImmediate: setImmediateTracked,
      clearTimeout: clear,
      clearInterval: clear,
      clearImmediate: clear,
      queueMicrotask: (run: () => void) => queueMicrotask(() => attempt(run, [])),
    },
    clearAll() {
      isOver = true;
      for (const timer of pending) clear(timer);
    },
  };
}
