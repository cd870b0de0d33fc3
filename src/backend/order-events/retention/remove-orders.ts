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

/** How many orders shrank and went. */
export interface OrdersReport {
  shrunk: number;
  orders: number;
}

/**
 * Reduces what is kept of orders that are over, once nothing was saved of them for the retention: to one state, without the digests of
 * personal details. Every change that was reported stays known.
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

/** Which orders go, and when they must have been saved last. */
export interface Removal {
  readonly name: string;
  readonly before: number;
  readonly lives: readonly LifeOfOrder[];
}

/**
 * Removes what is known of orders with all their notifications, keys included: a key that stayed would hide a later change of the same name. An event
 * of such an order that comes all the same is handled as on a site that was installed since. What was anonymized stays known as that.
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
      // An earlier state that was left behind goes alone.
      removed.push(...own.filter((each) => !isNewest(each) || !staying.has(each.orderId)));
    }
    if (removed.length > 0) await projections.remove(removed);
    report.orders += removed.length;
  });
}

function walkOf(name: string, before: number, { listSaved }: Ports['projections']) {
  return { name, before, page: listSaved, timeOf: ({ savedAt }: SavedProjection) => savedAt };
}

/** Removes the notifications of orders. Returns the orders that must stay, for they have one that is not long done with. */
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
    // A page of nothing but what stays hides the rest.
    if (old.length === 0) return new Set(orderIds);
  }
  return staying;
}

const LISTED_AT_ONCE = 1000;

function isLongDone(row: Notification, limits: RetentionLimits): boolean {
  return (row.settledAt ?? limits.now) < limits.settledBefore && isUntellable(row, limits);
}
