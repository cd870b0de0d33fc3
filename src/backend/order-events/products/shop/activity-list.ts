import type { Activity } from './order.ts';

/** Activities kept of one order: far more than an order of a year has, and bounded because stored items are. */
const MAX_ACTIVITIES = 300;

/** Wix prints no id on most activities: the type and its instant name one. */
export function activityKey({ type, at }: Activity): string {
  return `${type}@${at}`;
}

/** The activities oldest first; of a very long list the newest. */
export function sortActivities(activities: readonly Activity[]): readonly Activity[] {
  return [...activities].sort(byTime).slice(-MAX_ACTIVITIES);
}

/** All activities of both lists, each once: Wix may leave out in one event what it listed in another. */
export function mergeActivities(
  before: readonly Activity[] | undefined,
  after: readonly Activity[] | undefined,
): readonly Activity[] | undefined {
  if (before === undefined || after === undefined) return after ?? before;
  const known = new Set(before.map(activityKey));
  const added = after.filter((activity) => !known.has(activityKey(activity)));
  return added.length === 0 ? before : sortActivities([...before, ...added]);
}

function byTime(left: Activity, right: Activity): number {
  return left.at < right.at ? -1 : Number(left.at > right.at);
}
