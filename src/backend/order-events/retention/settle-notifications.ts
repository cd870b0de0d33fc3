import { settleErased } from '../delivery/settle.ts';
import type { Turn } from '../jobs/share-time.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { SavedProjection } from '../ports/projections.ts';
import { holdsReported } from '../timeline/projection.ts';
import { groupOrders } from './in-groups.ts';
import type { RetentionLimits } from './limits.ts';
import { walkByTime, type Progress } from './walk-by-time.ts';

/** Nobody works for anywhere near as long on a projection that they read before it held a change. */
const STILL_IN_USE_MS = 3_600_000;

/** How many notifications were reduced to bare keys, and how many went with their keys. */
export interface SettledReport {
  erased: number;
  notifications: number;
}

/**
 * Goes through the notifications whose retention is over. One that is sent, expired or erased goes with its key where the
 * projection of its order holds the change, so that it is not found again, and no rule could tell it if it were; of all others the bare key
 * stays, and is looked at once more when its own retention is over.
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

/** Whether nobody can send it any more, the owner included. */
function isEnded({ status }: Notification): boolean {
  return status === 'sent' || status === 'expired' || status === 'erased';
}

/** Whether it would be too old for every rule, whichever wrote it, and is too old for the owner who asked for it again. */
export function isUntellable({ occurredAt, expiresAt }: Notification, { tellableFrom, now }: RetentionLimits): boolean {
  return Date.parse(occurredAt) < tellableFrom && expiresAt < now;
}

/** Those whose change the stored projection of the order has held for so long that everybody who works on the order knows it. */
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
