import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { fingerprintOf, fingerprintOfMap } from './fingerprint.ts';
import { labelOf, type Windows } from './judge.ts';
import type { StepEnd } from './run-step.ts';

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
  readonly failuresLeft: number;
}

/** Text that two nodes share when the same can come of them. */
export function fingerprintOfNode(node: Node): string {
  const { world, rowsBefore, remaining, rested, handled, windows, crashesLeft, failuresLeft } = node;
  return [
    fingerprintOf(world),
    fingerprintOfMap(rowsBefore),
    remaining.join(),
    rested,
    [...handled].sort().join(),
    [...windows]
      .map(([label, doubts]) => [label, ...doubts].join())
      .sort()
      .join(),
    crashesLeft,
    failuresLeft,
  ].join('|');
}

/** Whether nothing is left to send, and the last step changed nothing. */
export function isAtRest({ world, rowsBefore }: Node): boolean {
  const isPending = [...world.notifications.values()].some(({ status }) => status === 'pending');
  return !isPending && fingerprintOfMap(world.notifications) === fingerprintOfMap(rowsBefore);
}

/** Nobody can know whether an email went out whose sender stopped between the call and the note of it, or whose call failed. */
export function openWindows(
  windows: Windows,
  { stopped, doubts, world }: Pick<StepEnd, 'stopped' | 'doubts' | 'world'>,
): Windows {
  const open = new Map(windows);
  const stop = stopped?.doubt;
  for (const { doubt, key, label } of [
    ...(stop === undefined ? [] : [{ ...stop, doubt: stop.kind, label: undefined }]),
    ...doubts,
  ]) {
    const row = key === undefined ? undefined : world.notifications.get(key);
    if (doubt === 'claimed' && row?.ifUnknown !== 'hold') continue;
    const about = label ?? (row === undefined ? undefined : labelOf(row));
    if (about !== undefined) open.set(about, [...(open.get(about) ?? []), doubt]);
  }
  return open;
}
