import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { fingerprintOf, fingerprintOfMap } from './fingerprint.ts';
import type { OpenDoubt } from './calls-that-fail.ts';
import { labelOf, type Windows } from './judge.ts';
import type { StepEnd } from './run-step.ts';

/** A point between two steps, at which no process is running. */
export interface Node {
  readonly world: World;
  /** The rows before the last step, which lagging listings show. */
  readonly rowsBefore: ReadonlyMap<string, Notification>;
  readonly remaining: readonly number[];
  /** Number of job steps done after the deliveries. */
  readonly rested: number;
  readonly handled: ReadonlySet<string>;
  readonly windows: Windows;
  readonly crashesLeft: number;
  readonly failuresLeft: number;
}

/** Returns a text that is the same for nodes with the same possible continuations. */
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

/** `true` if nothing is left to send and the last step changed nothing. */
export function isAtRest({ world, rowsBefore }: Node): boolean {
  const isPending = [...world.notifications.values()].some(({ status }) => status === 'pending');
  return !isPending && fingerprintOfMap(world.notifications) === fingerprintOfMap(rowsBefore);
}

/** Adds the doubts of a step: emails whose sender stopped between the call and saving its result, or whose call failed. */
export function openWindows(
  windows: Windows,
  { stopped, doubts, world }: Pick<StepEnd, 'stopped' | 'doubts' | 'world'>,
): Windows {
  const open = new Map(windows);
  const left: readonly OpenDoubt[] = [...(stopped?.doubts ?? []), ...doubts];
  for (const { doubt, key, label } of left) {
    const row = key === undefined ? undefined : world.notifications.get(key);
    if (doubt === 'claimed' && row?.ifUnknown !== 'hold') continue;
    const about = label ?? (row === undefined ? undefined : labelOf(row));
    if (about !== undefined) open.set(about, [...(open.get(about) ?? []), doubt]);
  }
  return open;
}
