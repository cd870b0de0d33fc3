import type { Finding } from '../../changes/finding.ts';
import type { DateText } from '../../values/instant.ts';
import { occurrencePart } from '../../values/key-parts.ts';
import type { Activity } from './order.ts';

/** An order whose activities may be known. */
interface Listed {
  readonly activities?: readonly Activity[] | undefined;
}

/** Most activities stored of one order: far more than an order collects in a year, and limited because stored items are. */
const MAX_ACTIVITIES = 300;

/** Identifies an activity by its type and instant, because Wix prints no id on most of them. */
function activityKey({ type, at }: Activity): string {
  return `${type}@${at}`;
}

/** Sorts activities, oldest first; of a very long list only the newest stay. */
export function sortActivities(activities: readonly Activity[]): readonly Activity[] {
  return [...activities].sort(byTime).slice(-MAX_ACTIVITIES);
}

/** Merges both lists without duplicates: Wix may leave out in one event what it listed in another. */
export function mergeActivities(
  before: readonly Activity[] | undefined,
  after: readonly Activity[] | undefined,
): readonly Activity[] | undefined {
  if (before === undefined || after === undefined) return after ?? before;
  const added = withoutKnown(after, before);
  return added.length === 0 ? before : sortActivities([...before, ...added]);
}

function withoutKnown(activities: readonly Activity[], known: readonly Activity[]): readonly Activity[] {
  if (activities.length === 0) return activities;
  const keys = new Set(known.map(activityKey));
  return activities.filter((activity) => !keys.has(activityKey(activity)));
}

/** Returns states without the activities that an earlier one of them lists; a list without others stays, as an empty one. */
export function withoutListedBefore<Row extends { readonly snapshot: Listed }>(rows: readonly Row[]): readonly Row[] {
  const listed = new Set<string>();
  return rows.map((row) => {
    const { activities } = row.snapshot;
    if (activities === undefined) return row;
    const own = activities.filter((activity) => !listed.has(activityKey(activity)));
    for (const activity of own) listed.add(activityKey(activity));
    return own.length === activities.length ? row : { ...row, snapshot: { ...row.snapshot, activities: own } };
  });
}

function byTime(left: Activity, right: Activity): number {
  return left.at < right.at ? -1 : Number(left.at > right.at);
}

/** Returns the activities that only the later snapshot has; none while either list is unknown. */
export function newActivities({ activities: before }: Listed, { activities: after }: Listed): readonly Activity[] {
  return before === undefined || after === undefined ? [] : withoutKnown(after, before);
}

/** Returns when the last activity of a type was recorded. */
export function lastNoted(type: string | undefined, activities: readonly Activity[] | undefined): DateText | undefined {
  const instants = activities?.flatMap((activity) => (activity.type === type && activity.at !== '' ? activity.at : []));
  return instants?.sort()[instants.length - 1];
}

/** Activities that another kind of change reports, now or as soon as that change shows. */
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

/** Returns the new activities that no other kind of change reports. */
export function activityFindings(before: Listed, after: Listed): Finding[] {
  return newActivities(before, after)
    .filter(({ type }) => !ownedByOtherKinds.has(type))
    .map((activity) => ({
      kind: 'activity-recorded',
      occurrence: `${occurrencePart(activity.type)}@${activity.at}`,
      canRepeat: false,
      previous: {},
      current: { activity: activity.type },
      at: activity.at === '' ? undefined : activity.at,
    }));
}
