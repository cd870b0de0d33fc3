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
  /** Number of calls started, including those waiting at a gate. */
  callsStarted: number;
  hasEnded: boolean;
  /** Ends the invocation by an error for the emulator's user: the emulator itself cannot go on. */
  abort: (error: Error) => void;
}

/** Finds the invocation that the running site code belongs to, also after awaits and timers. */
export interface CurrentInvocation {
  get(): RunningInvocation | undefined;
  run<T>(invocation: RunningInvocation, work: () => T): T;
  /** Registers one more emulator as a user; the returned function unregisters it. */
  watch(): () => void;
}

// Shared by the whole process, and disabled with the last emulator: every enabled storage slows all promises down.
const storage = new AsyncLocalStorage<RunningInvocation>();
let watchers = 0;

/** Invocations of one container share its modules, so only the async context tells them apart. */
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
