import { notificationStatuses, type NotificationStatus } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';

/** How many notifications of a rule are in each status. */
export type RuleCounts = Readonly<Record<NotificationStatus, number>>;

/** What is counted for the owner, in a summary and in the health, is of a week. */
export const WEEK_MS = 7 * 24 * 3_600_000;
/** More than nearly every shop has in a week, and as many as one listing gives. */
const MAX_COUNTED = 1_000;

const noCounts = Object.fromEntries(notificationStatuses.map((status) => [status, 0])) as RuleCounts;

/** Counts the notifications of each rule from an instant on, in milliseconds since 1970; of very many the newest. */
export async function countByRule(
  from: number,
  { notifications }: Pick<Ports, 'notifications'>,
): Promise<Readonly<Record<string, RuleCounts>>> {
  const counts = new Map<string, RuleCounts>();
  for (const { rule, status } of await notifications.list({ createdFrom: from }, MAX_COUNTED)) {
    const known = counts.get(rule) ?? noCounts;
    counts.set(rule, { ...known, [status]: known[status] + 1 });
  }
  return Object.fromEntries(counts);
}
