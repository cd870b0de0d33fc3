import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { fingerprintOf, fingerprintOfMap } from './fingerprint.ts';
import { labelOf, type Windows } from './judge.ts';
import type { Stopped } from './run-step.ts';

/** A point between two steps, where nothing is at work. */
export interface Node {
  readonly world: World;
  /** The rows as they were before the last step: what lagging listings show. */
  readonly rowsBefore: ReadonlyMap<string, Notification>;
  readonly remaining: readonly number[];
  /** Steps of the rest that are done. */
  readonly rested: number;
  readonly handled: ReadonlySet<string>;
  readonly windows: Windows;
  readonly crashesLeft: number;
}

/** Text that two nodes share when the same can come of them. */
export function fingerprintOfNode(node: Node): string {
  const { world, rowsBefore, remaining, rested, handled, windows, crashesLeft } = node;
  return [
    fingerprintOf(world),
    fingerprintOfMap(rowsBefore),
    remaining.join(),
    rested,
    [...handled].sort().join(),
    [...windows].sort().join(),
    crashesLeft,
  ].join('|');
}

/** Whether nothing is left to send, and the last step changed nothing. */
export function isAtRest({ world, rowsBefore }: Node): boolean {
  const isPending = [...world.notifications.values()].some(({ status }) => status === 'pending');
  return !isPending && fingerprintOfMap(world.notifications) === fingerprintOfMap(rowsBefore);
}

/** Nobody can know whether an email went out whose sender stopped between the call and the note of it. */
export function openWindow(windows: Windows, { doubt }: Stopped, world: World): Windows {
  const row = doubt === undefined ? undefined : world.notifications.get(doubt.key);
  if (doubt === undefined || row === undefined) return windows;
  if (doubt.kind === 'claimed' && row.ifUnknown === 'resend') return windows;
  return new Map([...windows, [labelOf(row), doubt.kind]]);
}
