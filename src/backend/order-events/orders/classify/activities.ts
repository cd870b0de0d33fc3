import type { Activity } from '../parse/ecom-order.ts';
import { activityKey } from '../project/project-order.ts';
import type { EcomSnapshot } from '../project/snapshot.ts';
import type { Finding } from './finding.ts';

/** The activities that the later snapshot has and the earlier lacks; none while either list is unknown. */
export function newActivities(before: EcomSnapshot, after: EcomSnapshot): readonly Activity[] {
  if (before.activities === undefined || after.activities === undefined) return [];
  const known = new Set(before.activities.map(activityKey));
  return after.activities.filter((activity) => !known.has(activityKey(activity)));
}

/** Activities that a status explains, whether the order has it now or had it before: they are recorded late. */
const explainedByStatus: ReadonlyMap<string, readonly (string | undefined)[]> = new Map([
  ['ORDER_PAID', ['PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED']],
  ['ORDER_PARTIALLY_PAID', ['PARTIALLY_PAID', 'PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED']],
  ['ORDER_REFUNDED', ['PARTIALLY_REFUNDED', 'FULLY_REFUNDED']],
  ['REFUND_INITIATED', ['PARTIALLY_REFUNDED', 'FULLY_REFUNDED']],
  ['PAYMENT_REFUNDED', ['PARTIALLY_REFUNDED', 'FULLY_REFUNDED']],
  ['REFUNDED_AS_STORE_CREDIT', ['PARTIALLY_REFUNDED', 'FULLY_REFUNDED']],
  ['PAYMENT_PENDING', ['PENDING', 'PENDING_MERCHANT', 'PAID']],
  ['PAYMENT_CANCELED', ['CANCELED']],
  ['PAYMENT_DECLINED', ['DECLINED']],
  ['ORDER_PENDING', ['PENDING', 'APPROVED', 'REJECTED']],
  ['ORDER_REJECTED', ['REJECTED']],
  ['ORDER_CANCELED', ['CANCELED']],
]);

/** Activities that a change of their own explains. */
const explainedByChange: ReadonlyMap<string, readonly string[]> = new Map([
  ['EMAIL_EDITED', ['buyer-details-changed']],
  ['SHIPPING_ADDRESS_EDITED', ['shipping-address-changed']],
  ['DRAFT_ORDER_CHANGES_APPLIED', ['line-items-changed', 'totals-changed']],
]);

/** Every order has been placed, and the fulfilment toggles are told by their own kinds. */
const neverNews = new Set(['', 'ORDER_PLACED', 'ORDER_FULFILLED', 'ORDER_NOT_FULFILLED']);

/** The new activities that no other change of the order explains. */
export function activityFindings(before: EcomSnapshot, after: EcomSnapshot, kinds: ReadonlySet<string>): Finding[] {
  const statuses = [before.status, after.status, before.paymentStatus, after.paymentStatus];
  return newActivities(before, after)
    .filter(({ type }) => !isExplained(type, statuses, kinds))
    .map((activity) => ({
      kind: 'activity-recorded',
      moment: activityKey(activity),
      canRepeat: false,
      previous: {},
      current: { activity: activity.type },
      at: activity.at === '' ? undefined : activity.at,
    }));
}

function isExplained(type: string, statuses: readonly (string | undefined)[], kinds: ReadonlySet<string>): boolean {
  if (neverNews.has(type)) return true;
  if (explainedByStatus.get(type)?.some((status) => statuses.includes(status)) === true) return true;
  return explainedByChange.get(type)?.some((kind) => kinds.has(kind)) ?? false;
}
