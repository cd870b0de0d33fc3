import { AsyncLocalStorage } from 'node:async_hooks';

import type { Container } from '../container/container.ts';
import type { Gate, Identity, LogLine, SentEmail, WixCall } from '../invocation.ts';

/** A handler, job or web method while it runs. */
export interface RunningInvocation {
  readonly id: number;
  readonly name: string;
  readonly identity: Identity;
  readonly container: Container;
  readonly gate: Gate | undefined;
  readonly crashAfterCall: number | undefined;
  readonly crashBeforeCall: number | undefined;
  readonly calls: WixCall[];
  readonly emails: SentEmail[];
  readonly logs: LogLine[];
  /** Calls begun, including those that wait at a gate. */
  callsStarted: number;
  hasEnded: boolean;
}

/** Finds out which invocation a piece of site code runs for, also after awaits and timers. */
export interface CurrentInvocation {
  get(): RunningInvocation | undefined;
  run<T>(invocation: RunningInvocation, work: () => T): T;
  /** Notes that one more emulator asks; the function that it gives back notes that it does not any more. */
  watch(): () => void;
}

// One for the whole process, and switched off with the last emulator: each that is in use makes every promise slower.
const storage = new AsyncLocalStorage<RunningInvocation>();
let watchers = 0;

/** Two invocations of one container share modules, so only the async context tells them apart. */
export const currentInvocation: CurrentInvocation = {
  get: () => storage.getStore(),
  run: (invocation, work) => storage.run(invocation, work),
  watch() {
    watchers += 1;
    return () => {
      watchers -= 1;
      if (watchers === 0) storage.disable();
    };
  },
};
