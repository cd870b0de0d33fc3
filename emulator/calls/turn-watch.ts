import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';

const TICK_MS = 250;

// Shared by the whole process, which has one event loop.
let ticking: NodeJS.Timeout | undefined;
let running = 0;
let lastTurnAt = 0;

/** Notes that an invocation starts; the returned function notes that it ended. */
export function watchTurns(): () => void {
  running += 1;
  lastTurnAt = performance.now();
  ticking ??= setInterval(() => void (lastTurnAt = performance.now()), TICK_MS).unref();
  return () => {
    running -= 1;
    if (running > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** Milliseconds for which code has certainly run since the last turn of the event loop or the last start of an invocation. */
export function msWithoutTurn(): number {
  return running === 0 ? 0 : performance.now() - lastTurnAt - TICK_MS;
}
