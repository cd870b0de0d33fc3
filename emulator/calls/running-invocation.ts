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
}

// One for the whole process: each that was ever used makes every promise of the process slower.
const storage = new AsyncLocalStorage<RunningInvocation>();

/** Two invocations of one container share modules, so only the async context tells them apart. */
export const currentInvocation: CurrentInvocation = {
  get: () => storage.getStore(),
  run: (invocation, work) => storage.run(invocation, work),
};
