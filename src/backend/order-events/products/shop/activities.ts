import type { Activity } from './order.ts';
import { activityKey } from './activity-list.ts';
import type { ShopSnapshot } from './snapshot.ts';
import type { Finding } from '../../changes/finding.ts';

/** The activities that the later snapshot has and the earlier lacks; none while either list is unknown. */
export function newActivities(before: ShopSnapshot, after: ShopSnapshot): readonly Activity[] {
  if (before.activities === undefined || after.activities === undefined) return [];
  const known = new Set(before.activities.map(activityKey));
  return after.activities.filter((activity) => !known.has(activityKey(activity)));
}

/** Activities that belong to a change of another kind: that one is told, now or when it shows. */
const ownedByOtherKinds: ReadonlySet<string> = new Set([
  '',
  'ORDER_PLACED',
  'ORDER_PENDING',
  'ORDER_REJECTED',
  'ORDER_CANCELED',
  'ORDER_PAID',
  'ORDER_PARTIALLY_PAID',
  'PAYMENT_PENDING',
  'PAYMENT_CANCELED',
  'PAYMENT_DECLINED',
  'ORDER_REFUNDED',
  'REFUND_INITIATED',
  'PAYMENT_REFUNDED',
  'REFUNDED_AS_STORE_CREDIT',
  'ORDER_FULFILLED',
  'ORDER_NOT_FULFILLED',
  'EMAIL_EDITED',
  'SHIPPING_ADDRESS_EDITED',
  'DRAFT_ORDER_CHANGES_APPLIED',
]);

/** The new activities that no other kind of change tells. */
export function activityFindings(before: ShopSnapshot, after: ShopSnapshot): Finding[] {
  return newActivities(before, after)
    .filter(({ type }) => !ownedByOtherKinds.has(type))
    .map((activity) => ({
      kind: 'activity-recorded',
      occurrence: activityKey(activity),
      canRepeat: false,
      previous: {},
      current: { activity: activity.type },
      at: activity.at === '' ? undefined : activity.at,
    }));
}
