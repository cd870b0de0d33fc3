import { settleErased } from '../delivery/settle.ts';
import type { Turn } from '../jobs/share-time.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { SavedProjection } from '../ports/projections.ts';
import { holdsReported } from '../timeline/projection.ts';
import { groupOrders } from './in-groups.ts';
import type { RetentionLimits } from './limits.ts';
import { walkByTime, type Progress } from './walk-by-time.ts';

/** Far longer than anybody works with a projection that was read before it held a change. */
const STILL_IN_USE_MS = 3_600_000;

/** Number of notifications that were reduced to their keys, and that were removed with their keys. */
export interface SettledReport {
  erased: number;
  notifications: number;
}

/**
 * Processes the notifications whose retention is over. A sent, expired or erased one is removed with its key, provided that the
 * projection of its order holds the change, so that it is not found again, and that no rule could send it if it were. All others are
 * reduced to their keys, and are processed once more when the retention of the key is over.
 */
export async function settleNotifications(
  limits: RetentionLimits,
  turn: Turn,
  progress: Progress,
  report: SettledReport,
  deps: Pick<Ports, 'notifications' | 'projections' | 'now'>,
): Promise<boolean> {
  const { notifications, now } = deps;
  const walk = {
    name: 'notifications/from',
    before: limits.settledBefore,
    page: notifications.listSettled,
    timeOf: ({ settledAt }: Notification) => Number(settledAt),
  };
  return await walkByTime(walk, turn, progress, async (rows) => {
    const ended = rows.filter((row) => isEnded(row) && isUntellable(row, limits));
    const gone = new Set(await findHeld(ended, limits, deps));
    const left = rows.filter((row) => !gone.has(row) && row.status !== 'erased');
    if (gone.size > 0) await notifications.remove([...gone].map(({ key }) => key));
    if (left.length > 0) await notifications.saveAll(left.map((row) => settleErased(row, now())));
    report.notifications += gone.size;
    report.erased += left.length;
  });
}

/** `true` if nobody can send it any more, not even the owner. */
function isEnded({ status }: Notification): boolean {
  return status === 'sent' || status === 'expired' || status === 'erased';
}

/** `true` if the change is too old for every rule, and the notification's expiry, which a resend extends, has passed. */
export function isUntellable({ occurredAt, expiresAt }: Notification, { tellableFrom, now }: RetentionLimits): boolean {
  return Date.parse(occurredAt) < tellableFrom && expiresAt < now;
}

/** Returns the notifications whose change the stored projection has held for so long that every handler at work on the order knows it. */
async function findHeld(
  rows: readonly Notification[],
  { now }: RetentionLimits,
  { projections }: Pick<Ports, 'projections'>,
): Promise<readonly Notification[]> {
  const known = new Map<string, SavedProjection>();
  for (const { product, orderIds } of groupOrders(rows)) {
    for (const saved of await projections.listNewest(product, orderIds))
      known.set(`${product}/${saved.orderId}`, saved);
  }
  return rows.filter(({ product, orderId, change, occurrence }) => {
    const saved = known.get(`${product}/${orderId}`);
    if (saved?.projection === undefined || saved.savedAt >= now - STILL_IN_USE_MS) return false;
    return holdsReported(saved.projection, { kind: change, occurrence });
  });
}
