import type { WixDataItem, WixDataQuery } from 'wix-data';

import { OrderEventsError } from '../order-events-error.ts';
import type { SavedProjection, StoredProjection } from '../ports/projections.ts';
import type { Projection } from '../timeline/projection.ts';
import { msOfDate } from './item-fields.ts';
import { idOfStored, storedId } from './stored-id.ts';

/** Version of the stored form; an item of another version is not read. */
const PROJECTION_VERSION = 1;

/**
 * Returns a projection as a Wix Data item. Each revision is a separate item, because an insert is the only operation that Wix Data does
 * once: of two successors of one revision, one is refused. Nested values are stored as JSON text, so that they come back as they went in,
 * whatever the database does to dates.
 */
export function itemOfProjection(
  { product, orderId, timeline, reportedKeys, forgottenCount, eventIds, shipments }: Projection,
  revision: number,
  now: number,
): WixDataItem {
  return {
    _id: projectionId(product, orderId, revision),
    version: PROJECTION_VERSION,
    product,
    orderId: storedId(orderId),
    revision,
    savedAt: new Date(now),
    timeline: JSON.stringify(timeline),
    told: JSON.stringify(reportedKeys),
    eventIds: JSON.stringify(eventIds),
    ...(forgottenCount === undefined ? {} : { forgotten: forgottenCount }),
    ...(shipments === undefined ? {} : { shipments: JSON.stringify(shipments) }),
  };
}

/**
 * Returns the projection from an item that this package stored; none if there is no item, or one of another version. Throws if it cannot
 * be read.
 */
export function projectionOfItem(item: WixDataItem | undefined): StoredProjection {
  if (item === undefined) return { projection: undefined, revision: 0 };
  const revision = Number(item['revision']);
  if (item['version'] !== PROJECTION_VERSION) return { projection: undefined, revision };
  try {
    const { shipments, forgotten } = item;
    const projection: Projection = {
      product: item['product'] as Projection['product'],
      orderId: idOfStored(String(item['orderId'])),
      timeline: JSON.parse(String(item['timeline'])) as Projection['timeline'],
      reportedKeys: JSON.parse(String(item['told'])) as Projection['reportedKeys'],
      ...(typeof forgotten === 'number' ? { forgottenCount: forgotten } : {}),
      eventIds: JSON.parse(String(item['eventIds'])) as Projection['eventIds'],
      shipments: typeof shipments === 'string' ? (JSON.parse(shipments) as Projection['shipments']) : undefined,
    };
    return { projection, revision };
  } catch (error) {
    throw new OrderEventsError('store-failed', `The projection ${String(item._id)} cannot be read`, error);
  }
}

/** Does the same, but returns no projection if it cannot be read: the next event replaces it, and no order is stuck for good. */
export function readableProjectionOfItem(item: WixDataItem | undefined): StoredProjection {
  try {
    return projectionOfItem(item);
  } catch {
    return { projection: undefined, revision: Number(item?.['revision']) };
  }
}

/** Does the same, with the order, which can be read in any case, and the time of the save. */
export function savedProjectionOfItem(item: WixDataItem): SavedProjection {
  return {
    ...readableProjectionOfItem(item),
    product: item['product'] as SavedProjection['product'],
    orderId: idOfStored(String(item['orderId'])),
    savedAt: msOfDate(item['savedAt']),
  };
}

/** Adds the newest revision of an order to a query, by id: Wix Data has an index of ids, whatever the size of the collection. */
export function newestRevision(query: WixDataQuery, product: string, orderId: string): WixDataQuery {
  return revisionsOf(query, product, orderId).descending('revision');
}

/**
 * Returns a query for the newest revisions of any of several orders, newest first, also by id. Conditions are joined in pairs, so that
 * they are nested as little as possible. `begin` begins a query: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/or
 */
export function newestRevisionOfAny(
  begin: () => WixDataQuery,
  orders: readonly { readonly product: string; readonly orderId: string }[],
): WixDataQuery {
  let queries = orders.map(({ product, orderId }) => revisionsOf(begin(), product, orderId));
  while (queries.length > 1) {
    queries = queries.flatMap((query, index) => {
      const next = queries[index + 1];
      if (index % 2 === 1) return [];
      return [next === undefined ? query : query.or(next)];
    });
  }
  return (queries[0] ?? begin()).descending('revision');
}

function revisionsOf(query: WixDataQuery, product: string, orderId: string): WixDataQuery {
  const id = `${product}/${storedId(orderId)}`;
  // In ASCII `$` comes right after `#`.
  return query.ge('_id', `${id}#`).lt('_id', `${id}$`).eq('orderId', storedId(orderId));
}

/** Adds the revisions of many orders to a query, by their stored ids, newest first. */
export function newestRevisions(query: WixDataQuery, product: string, storedIds: readonly string[]): WixDataQuery {
  return query
    .hasSome('orderId', [...storedIds])
    .eq('product', product)
    .descending('revision');
}

/** Returns the id under which a revision of an order's projection is stored. */
export function projectionId(product: string, orderId: string, revision: number): string {
  return `${product}/${storedId(orderId)}#${String(revision)}`;
}
