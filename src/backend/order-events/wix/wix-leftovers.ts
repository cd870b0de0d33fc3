import type { WixDataItem } from 'wix-data';

import type { JobRun } from '../ports/job-states.ts';
import type { Leftovers, LeftoversRun, Removal } from '../ports/leftovers.ts';
import { msOfDate } from './item-fields.ts';
import type { WixCollection } from './open-collection.ts';
import { newestRevision, projectionId } from './projection-item.ts';
import { idOfStored } from './stored-id.ts';

/** As many as Wix Data removes in one call: https://dev.wix.com/docs/velo/apis/wix-data/bulk-remove */
const MAX_REMOVED = 1000;
/** Where the next run looks for projections that were replaced. */
const FROM_KEY = 'projections/from';
/** No handler works on what it read for anywhere near as long. */
const STILL_IN_USE_MS = 3_600_000;

/** What stays in Wix Data: every revision of a projection is an item of its own. */
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

/** Removes, a page at a time, what was replaced by projections that were saved since the last run looked. */
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
    // Items that one page saved at the same instant are left where they are: the next page must begin later.
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
