import { createOrderEvents } from '../../../src/backend/order-events/create-order-events.ts';
import { countItems, totalOf, type KeptItems } from '../../../src/backend/order-events/jobs/kept-items.ts';
import type { SiteRules } from '../../../src/backend/order-events/rules/site-rules.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import { createGrowingStores } from './growing-stores.ts';
import { createCourses } from './order-courses.ts';

const DAY_MS = 86_400_000;
/** Assumed duration of each call of a run; calls are sequential. */
const CALL_MS = 300;
const BEGIN_MS = Date.UTC(2030, 0, 1);

/** Duration and size of a simulated shop. */
export interface Years {
  /** Orders per day that go through the handlers. */
  readonly ordersPerDay: number;
  /** Number of times each order is stored: rows written for one order are written for its copies too. */
  readonly copies: number;
  readonly days: number;
  /** Interval of the measurements, in days. */
  readonly noteEveryDays: number;
  readonly rules: SiteRules;
}

/** Stored items at the end of a period, and the work of the clean-up during it. */
export interface Stretch {
  readonly day: number;
  readonly orders: number;
  readonly items: KeptItems & { readonly total: number };
  readonly callsPerDay: number;
  readonly mostCallsInADay: number;
  /** Rows of all kinds that the clean-up removed or reduced. */
  readonly rowsPerDay: number;
  /** Runs that left work for the next one. */
  readonly unfinishedRuns: number;
}

/** Simulates years of a shop with the product's handlers and daily job, and yields each period as it ends. */
export async function* simulateYears(
  { ordersPerDay, copies, days, noteEveryDays, rules }: Years,
  documented: { readonly paid: JsonObject; readonly updated: JsonObject },
): AsyncGenerator<Stretch> {
  let nowMs = BEGIN_MS;
  let isCleaning = false;
  const now = (): number => nowMs;
  const growing = createGrowingStores(now, copies, () => {
    if (isCleaning) nowMs += CALL_MS;
  });
  const { handleOrderEvent, jobs } = createOrderEvents({
    ...growing.stores,
    channels: { send: () => Promise.resolve({ kind: 'sent' }) },
    now,
    random: () => 0.5,
    loadDigest: () =>
      Promise.resolve({ fingerprint: 'key', of: (text) => `d${String(text.length)}${text.slice(0, 6)}` }),
    takeOverdueTurn: () => false,
    findCaller: () => Promise.resolve(undefined),
    log: () => undefined,
  });
  const eventsOf = createCourses(documented, copies);
  let [orders, calls, mostCalls, rows, unfinishedRuns] = [0, 0, 0, 0, 0];
  for (let day = 1; day <= days; day += 1) {
    const dayMs = BEGIN_MS + day * DAY_MS;
    for (const { handler, event, atMs } of eventsOf(day, ordersPerDay, dayMs)) {
      nowMs = atMs + 1_000;
      const { verdict } = await handleOrderEvent(handler, event, rules);
      if (verdict === 'rejected') throw new Error(`An event of day ${String(day)} was rejected`);
    }
    orders += ordersPerDay * copies;
    nowMs = dayMs + DAY_MS - 900_000;
    await jobs.deliverDueNotifications(rules);
    const before = growing.calls();
    isCleaning = true;
    const { report } = await jobs.cleanUp(rules);
    isCleaning = false;
    const taken = growing.calls() - before;
    calls += taken;
    mostCalls = Math.max(mostCalls, taken);
    const { failedSteps = 0, unfinishedSteps = 0, ...removed } = report;
    rows += Object.values(removed).reduce((sum, count) => sum + count, 0);
    unfinishedRuns += Number(failedSteps + unfinishedSteps > 0);
    if (day % noteEveryDays !== 0) continue;
    const items = await countItems(growing.stores);
    yield {
      day,
      orders,
      items: { ...items, total: totalOf(items) },
      callsPerDay: calls / noteEveryDays,
      mostCallsInADay: mostCalls,
      rowsPerDay: rows / noteEveryDays,
      unfinishedRuns,
    };
    [calls, mostCalls, rows, unfinishedRuns] = [0, 0, 0, 0];
  }
}

/** Returns the assumed duration of a run with this number of calls, in seconds. */
export function secondsOf(calls: number): number {
  return (calls * CALL_MS) / 1_000;
}
