import type { Turn } from '../jobs/share-time.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import type { SavedProjection } from '../ports/projections.ts';
import type { Product } from '../products/product.ts';
import type { LifeOfOrder } from '../products/product-model.ts';
import { isAnonymized, lifeOf, withoutHistory, type Projection } from '../timeline/projection.ts';
import { isSameJson } from '../values/same-json.ts';
import { groupOrders } from './in-groups.ts';
import type { RetentionLimits } from './limits.ts';
import { isUntellable } from './settle-notifications.ts';
import { walkByTime, type Progress } from './walk-by-time.ts';

type OrderDeps = Pick<Ports, 'projections' | 'notifications'>;

/** Number of orders that were shrunk and removed. */
export interface OrdersReport {
  shrunk: number;
  orders: number;
}

/**
 * Shrinks finished orders that were not saved during the retention: to one state, without the digests of personal details. Every reported
 * change stays known.
 */
export async function shrinkOrders(
  { settledBefore, tellableFrom }: RetentionLimits,
  turn: Turn,
  progress: Progress,
  report: OrdersReport,
  { projections }: OrderDeps,
): Promise<boolean> {
  const before = Math.min(settledBefore, tellableFrom);
  return await walkByTime(walkOf('orders/shrunkFrom', before, projections), turn, progress, async (saved) => {
    const smaller = saved.flatMap((each) => {
      if (each.projection === undefined || lifeOf(each.projection) !== 'over') return [];
      const projection = withoutHistory(each.projection);
      return isSameJson(projection, each.projection) ? [] : { ...each, projection };
    });
    if (smaller.length > 0) await projections.replaceAll(smaller);
    report.shrunk += smaller.length;
  });
}

/** The orders to remove: those in one of `lives` that were last saved before `before`. `name` is the key of the walk's place. */
export interface Removal {
  readonly name: string;
  readonly before: number;
  readonly lives: readonly LifeOfOrder[];
}

/**
 * Removes orders with all their notifications, keys included: a key that stayed would hide a later change of the same name. A later event
 * of such an order is handled as on a newly installed site. Anonymized orders stay known as anonymized.
 */
export async function removeOrders(
  { name, before, lives }: Removal,
  limits: RetentionLimits,
  turn: Turn,
  progress: Progress,
  report: OrdersReport,
  deps: OrderDeps,
): Promise<boolean> {
  const { projections } = deps;
  const isGoing = (projection: Projection | undefined): boolean =>
    projection !== undefined && !isAnonymized(projection) && lives.includes(lifeOf(projection));
  return await walkByTime(walkOf(name, before, projections), turn, progress, async (saved) => {
    const going = saved.filter(({ projection }) => isGoing(projection));
    const removed: SavedProjection[] = [];
    for (const { product, orderIds } of groupOrders(going)) {
      const newest = await projections.listNewest(product, orderIds);
      const revisions = new Map(newest.map(({ orderId, revision }) => [orderId, revision]));
      const own = going.filter((each) => each.product === product && revisions.has(each.orderId));
      const isNewest = ({ orderId, revision }: SavedProjection): boolean => revisions.get(orderId) === revision;
      const ending = own.filter(isNewest).map(({ orderId }) => orderId);
      const staying = await removeNotifications(product, ending, limits, deps);
      // An outdated state is removed by itself.
      removed.push(...own.filter((each) => !isNewest(each) || !staying.has(each.orderId)));
    }
    if (removed.length > 0) await projections.remove(removed);
    report.orders += removed.length;
  });
}

function walkOf(name: string, before: number, { listSaved }: Ports['projections']) {
  return { name, before, page: listSaved, timeOf: ({ savedAt }: SavedProjection) => savedAt };
}

/** Removes the notifications of orders. Returns the orders that must stay because one of their notifications is still needed. */
async function removeNotifications(
  product: Product,
  orderIds: readonly string[],
  limits: RetentionLimits,
  { notifications }: OrderDeps,
): Promise<ReadonlySet<string>> {
  const staying = new Set<string>();
  while (orderIds.length > 0) {
    const rows = await notifications.list({ orderIds }, LISTED_AT_ONCE);
    const own = rows.filter((row) => row.product === product);
    for (const row of own) if (!isLongDone(row, limits)) staying.add(row.orderId);
    const old = own.filter(({ orderId }) => !staying.has(orderId));
    if (old.length > 0) await notifications.remove(old.map(({ key }) => key));
    if (rows.length < LISTED_AT_ONCE) break;
    // A full page of notifications that stay hides the others, so all orders stay.
    if (old.length === 0) return new Set(orderIds);
  }
  return staying;
}

const LISTED_AT_ONCE = 1000;

function isLongDone(row: Notification, limits: RetentionLimits): boolean {
  return (row.settledAt ?? limits.now) < limits.settledBefore && isUntellable(row, limits);
}
