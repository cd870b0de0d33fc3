import type { Instant } from '../values/instant.ts';
import { isSameJson, ownField } from '../values/same-json.ts';
import type { Snapshot } from './snapshot.ts';
import { compareEcomOrders } from './shop/compare-ecom-orders.ts';
import { comparePlanOrders } from './plans/compare-plan-orders.ts';
import { compareTicketOrders } from './tickets/compare-ticket-orders.ts';
import type { Finding } from '../changes/finding.ts';

/** What happened to an order between two of its snapshots, `fulfillmentToldAt` being when the earlier fulfilment status was told. */
export function compareSnapshots(before: Snapshot, after: Snapshot, fulfillmentToldAt: Instant): Finding[] {
  switch (after.product) {
    case 'wix-events':
      return before.product === after.product ? compareTicketOrders(before, after) : [];
    case 'wix-pricing-plans':
      return before.product === after.product ? comparePlanOrders(before, after) : [];
    case 'wix-ecom':
      return before.product === after.product ? compareEcomOrders(before, after, fulfillmentToldAt) : [];
  }
}

/** Moves with most events and is compared as well with an older state, so that storing its moves alone gains nothing. */
const movesAlong = new Set(['updatedAt', 'activities']);

/**
 * Whether the next event must be compared with the later snapshot: it knows a field that the earlier one did not, or
 * one moved, even where that is no news. A payment can be declined, be due again and be declined a second time.
 */
export function isFurther(before: Snapshot, after: Snapshot): boolean {
  return Object.keys(after).some((field) => {
    const [earlier, value] = [ownField(before, field), ownField(after, field)];
    if (value === undefined || earlier === value) return false;
    return earlier === undefined || (!movesAlong.has(field) && !isSameJson(earlier, value));
  });
}

/** A Wix update is written once: two prints of one write may differ by a fraction of a millisecond. */
const SAME_WRITE_MS = 1;

/**
 * Whether a later event carries the state from before an earlier one. Wix sends such events: one documented update
 * carries the order as it was two days before. The status is the check, because a resume does not move the write time.
 */
export function isStaleSnapshot(known: Snapshot, next: Snapshot): boolean {
  const [knownAt, nextAt] = [updatedAtOf(known), updatedAtOf(next)];
  if (knownAt === undefined || nextAt === undefined || known.status !== next.status) return false;
  return Date.parse(knownAt) - Date.parse(nextAt) > SAME_WRITE_MS;
}

function updatedAtOf(snapshot: Snapshot): string | undefined {
  return snapshot.product === 'wix-events' ? undefined : snapshot.updatedAt;
}
