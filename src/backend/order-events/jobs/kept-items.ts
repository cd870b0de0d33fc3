import type { JobRun } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

const MS_PER_DAY = 86_400_000;
/** Growth is measured over the last one to two of these windows. */
const WINDOW_MS = 30 * MS_PER_DAY;

/** Number of stored items, by kind. */
export interface KeptItems {
  /** States of orders: one per order, and the replaced ones until the next clean-up. */
  readonly orderStates: number;
  /** Notifications that are not reduced to their keys. */
  readonly notifications: number;
  /** Notifications reduced to their keys. */
  readonly keys: number;
  readonly claims: number;
  readonly unhandledEvents: number;
  readonly recordedEvents: number;
  readonly erasures: number;
}

/** Counts the stored items. */
export async function countItems({
  projections,
  notifications,
  claims,
  unhandled,
  recorded,
  erasures,
}: Pick<
  Ports,
  'projections' | 'notifications' | 'claims' | 'unhandled' | 'recorded' | 'erasures'
>): Promise<KeptItems> {
  return {
    orderStates: await projections.count(),
    notifications: await notifications.count({ isErased: false }),
    keys: await notifications.count({ status: 'erased' }),
    claims: await claims.count(),
    unhandledEvents: await unhandled.count({}),
    recordedEvents: await recorded.count(),
    erasures: await erasures.countAll(),
  };
}

/** Returns the sum of all kinds. */
export function totalOf(items: KeptItems): number {
  const counts: readonly number[] = Object.values(items);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Returns the daily job's notes of the number of items: at the start of the current window, and of the one before. */
export function noteGrowth(progress: JobRun['progress'], total: number, now: number): JobRun['progress'] {
  const { 'items/since': since = now, 'items/then': then = total } = progress;
  const { 'items/later': later = now, 'items/laterThen': laterThen = total } = progress;
  const isOver = now - Number(later) >= WINDOW_MS;
  return isOver
    ? { 'items/since': later, 'items/then': laterThen, 'items/later': now, 'items/laterThen': total }
    : { 'items/since': since, 'items/then': then, 'items/later': later, 'items/laterThen': laterThen };
}

/** Estimates the number of items in a year from recent growth; `null` while less than a day of growth is known. */
export function forecastItems(progress: JobRun['progress'], total: number, now: number): number | null {
  const { 'items/since': since, 'items/then': then } = progress;
  if (since === undefined || now - Number(since) < MS_PER_DAY) return null;
  const perDay = ((total - Number(then)) * MS_PER_DAY) / (now - Number(since));
  return Math.max(0, Math.round(total + perDay * 365));
}
