import type { WixDataItem } from 'wix-data';

import type { JobRun } from '../ports/job-states.ts';
import type { Leftovers, LeftoversRun, Removal } from '../ports/leftovers.ts';
import { msOfDate } from './item-fields.ts';
import type { WixCollection } from './open-collection.ts';
import { newestRevision, projectionId } from './projection-item.ts';
import { idOfStored } from './stored-id.ts';

/** Most items that Wix Data removes in one call: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
const MAX_REMOVED = 1000;
/** Key of the instant from which the next run looks for projections that were replaced. */
const FROM_KEY = 'projections/from';
/** Far longer than any handler works with what it read. */
const STILL_IN_USE_MS = 3_600_000;

/** Creates the removal of what stays in Wix Data, where every revision of a projection is a separate item. */
export function createWixLeftovers(orders: WixCollection): Leftovers {
  return {
    remove: (progress, removal) => removeReplaced(orders, Number(progress[FROM_KEY] ?? 0), removal),
    async removeOfOrder(product, orderId) {
      const [newest] = await orders.find((query) => newestRevision(query, product, orderId), 1);
      const revision = Number(newest?.['revision'] ?? 0);
      const older = Array.from({ length: Math.max(0, revision - 1) }, (_none, index) => index + 1);
      await orders.remove(older.slice(-MAX_REMOVED).map((old) => projectionId(product, orderId, old)));
    },
  };
}

/** Removes, page by page, what was replaced by projections that were saved since the last run. */
async function removeReplaced(
  orders: WixCollection,
  begin: number,
  { now, limit, isInTime, noteProgress }: Removal,
): Promise<LeftoversRun> {
  const before = now - STILL_IN_USE_MS;
  let [projections, from, isDone] = [0, begin, false];
  while (isInTime()) {
    const newer = await orders.find(
      (query) => query.ge('savedAt', new Date(from)).lt('savedAt', new Date(before)).ascending('savedAt'),
      limit,
    );
    const replaced = newer.filter(({ revision }) => Number(revision) > 1);
    await orders.remove(replaced.map(replacedBy));
    projections += replaced.length;
    const last = newer.length < limit ? undefined : newer[newer.length - 1];
    // If more items than one page holds were saved at the same instant, the rest is skipped: the next page must begin later.
    from = last === undefined ? before : Math.max(msOfDate(last['savedAt']), from + 1);
    if (last === undefined) {
      isDone = true;
      break;
    }
    await noteProgress(placeAt(from));
  }
  return { report: { projections }, progress: placeAt(from), isDone };
}

function replacedBy({ product, orderId, revision }: WixDataItem): string {
  return projectionId(String(product), idOfStored(String(orderId)), Number(revision) - 1);
}

function placeAt(from: number): JobRun['progress'] {
  return { [FROM_KEY]: from };
}
