import { notificationStatuses, type NotificationStatus } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';

/** Number of a rule's notifications in each status. */
export type RuleCounts = Readonly<Record<NotificationStatus, number>>;

/** Period that the weekly summary and the health report cover, in milliseconds. */
export const WEEK_MS = 7 * 24 * 3_600_000;
/** More than nearly every shop has in a week, and the most that one listing returns. */
const MAX_COUNTED = 1_000;

const noCounts = Object.fromEntries(notificationStatuses.map((status) => [status, 0])) as RuleCounts;

/** Counts the notifications of each rule created since `from`, in milliseconds since 1970; of very many, the newest. */
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
