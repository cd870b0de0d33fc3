import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';

/** The statuses that are counted of a rule: what was erased is known as nothing but a key. */
export const countedStatuses = ['sent', 'pending', 'held', 'failed', 'unknown', 'expired'] as const;

/** How many notifications of a rule are in each status. */
export type RuleCounts = Readonly<Record<(typeof countedStatuses)[number], number>>;

/** More than nearly every shop has in a week, and as many as one listing gives. */
const MAX_COUNTED = 1_000;

const noCounts: RuleCounts = { sent: 0, pending: 0, held: 0, failed: 0, unknown: 0, expired: 0 };

/** Counts the notifications of each rule from an instant on, in milliseconds since 1970; of very many the newest. */
export async function countByRule(
  from: number,
  { notifications }: Pick<Ports, 'notifications'>,
): Promise<Readonly<Record<string, RuleCounts>>> {
  const counts = new Map<string, RuleCounts>();
  for (const { rule, status } of await notifications.list({ createdFrom: from, isErased: false }, MAX_COUNTED)) {
    const known = counts.get(rule) ?? noCounts;
    if (isCounted(status)) counts.set(rule, { ...known, [status]: known[status] + 1 });
  }
  return Object.fromEntries(counts);
}

function isCounted(status: Notification['status']): status is keyof RuleCounts {
  return countedStatuses.some((counted) => counted === status);
}
