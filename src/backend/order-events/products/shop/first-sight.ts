import { fieldFinding, type Finding } from '../../changes/finding.ts';
import { msOf, type DateText, type Instant } from '../../values/instant.ts';
import { lastNoted } from './activities.ts';
import { activityOfStatus, findUnknownShopStatuses } from './compare.ts';
import { findPaymentTransition } from './payments.ts';
import type { ShopSnapshot } from './snapshot.ts';

/** Age of a recorded payment, in milliseconds, up to which it can be the cause of the first event. */
const FRESH_PAYMENT_MS = 5 * 60_000;
/** Milliseconds by which Wix may record a payment after the event that reports it. */
const NOTED_LATER_MS = 5_000;

/** Returns what the first event of a shop order shows to have just happened: by what the order records of itself, with its instant. */
export function findShopNewsAtFirstSight(snapshot: ShopSnapshot, _order: unknown, happenedAt: Instant): Finding[] {
  return [
    ...finalStatusNews(snapshot, happenedAt),
    ...paymentNews(snapshot, happenedAt),
    ...findUnknownShopStatuses(undefined, snapshot),
  ];
}

function finalStatusNews({ status, activities }: ShopSnapshot, happenedAt: Instant): Finding[] {
  const at = lastNoted(activityOfStatus.get(status ?? ''), activities);
  if (at === undefined || isAfter(at, happenedAt)) return [];
  return [
    fieldFinding(status === 'CANCELED' ? 'order-canceled' : 'order-rejected', 'status', undefined, status, { at }),
  ];
}

function paymentNews(snapshot: ShopSnapshot, happenedAt: Instant): Finding[] {
  const at = lastNoted('ORDER_PAID', snapshot.activities);
  if (snapshot.paymentStatus !== 'PAID' || at === undefined || isAfter(at, happenedAt)) return [];
  if (msOf(happenedAt) - Date.parse(at) > FRESH_PAYMENT_MS) return [];
  return findPaymentTransition(null, 'PAID', snapshot).map((finding) => ({ ...finding, at }));
}

function isAfter(at: DateText, happenedAt: Instant): boolean {
  return Date.parse(at) - msOf(happenedAt) > NOTED_LATER_MS;
}
