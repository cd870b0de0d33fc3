import type { JobRun } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

const MS_PER_DAY = 86_400_000;
/** The growth is that of the last one to two months. */
const WINDOW_MS = 30 * MS_PER_DAY;

/** How many items are kept, by what they are. */
export interface KeptItems {
  /** States of orders: one for each order, and until the next clean-up those that it replaced. */
  readonly orderStates: number;
  /** Notifications that can be read. */
  readonly notifications: number;
  /** Notifications of which only the key is left. */
  readonly keys: number;
  readonly claims: number;
  readonly unhandledEvents: number;
  readonly recordedEvents: number;
  readonly erasures: number;
}

/** Counts the items that are kept. */
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

/** The sum of all kinds. */
export function totalOf(items: KeptItems): number {
  const counts: readonly number[] = Object.values(items);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The daily job's notes of how many items there were: at the beginning of this window, and of the one before. */
export function noteGrowth(progress: JobRun['progress'], total: number, now: number): JobRun['progress'] {
  const { 'items/since': since = now, 'items/then': then = total } = progress;
  const { 'items/later': later = now, 'items/laterThen': laterThen = total } = progress;
  const isOver = now - Number(later) >= WINDOW_MS;
  return isOver
    ? { 'items/since': later, 'items/then': laterThen, 'items/later': now, 'items/laterThen': total }
    : { 'items/since': since, 'items/then': then, 'items/later': later, 'items/laterThen': laterThen };
}

/** The items that there will be in a year if they go on growing as of late; `null` while less than a day is known of that. */
export function forecastItems(progress: JobRun['progress'], total: number, now: number): number | null {
  const { 'items/since': since, 'items/then': then } = progress;
  if (since === undefined || now - Number(since) < MS_PER_DAY) return null;
  const perDay = ((total - Number(then)) * MS_PER_DAY) / (now - Number(since));
  return Math.max(0, Math.round(total + perDay * 365));
}
