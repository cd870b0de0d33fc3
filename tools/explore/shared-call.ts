import type { PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { OwnInsert } from '../../src/backend/order-events/wix/bulk-calls.ts';
import type { Member, Pending, Running, Sharing } from './running.ts';

/** One call to make together with others. */
export interface SharedCall extends OwnInsert {
  readonly call: PortCall;
  readonly effect: () => unknown;
  readonly member: Member;
  /** Makes the call alone. */
  readonly alone: () => Promise<unknown>;
  readonly number: number;
}

/** The processes of a container that share their calls. */
export interface Sharers {
  readonly running: Running;
  readonly world: World;
  readonly sharing: Sharing;
  readonly triesAgain: boolean;
}

/** Adds a call that waits for the schedule; `create` is given what removes it. */
export function addCall(running: Running, create: (remove: () => void) => Pending): void {
  const pending = create(() => {
    running.pending = running.pending.filter((other) => other !== pending);
  });
  running.pending = [...running.pending, pending];
}
