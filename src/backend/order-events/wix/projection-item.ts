import type { WixDataItem } from 'wix-data';

import { OrderEventsError } from '../order-events-error.ts';
import type { Projection } from '../orders/classify/projection.ts';

/** The stored form of projections; an item of another form is no projection. */
const PROJECTION_VERSION = 1;

/** Nested values are kept as JSON text: they come back as they went in, whatever the database does to dates. */
export function itemOfProjection({ product, orderId, timeline, told, eventIds }: Projection): WixDataItem {
  return {
    _id: projectionId(product, orderId),
    version: PROJECTION_VERSION,
    product,
    orderId,
    timeline: JSON.stringify(timeline),
    told: JSON.stringify(told),
    eventIds: JSON.stringify(eventIds),
  };
}

/** The projection that this package stored in an item; `undefined` when the item is of another form. */
export function projectionOfItem(item: WixDataItem | null): Projection | undefined {
  if (item?.['version'] !== PROJECTION_VERSION) return undefined;
  try {
    return {
      product: item['product'] as Projection['product'],
      orderId: String(item['orderId']),
      timeline: JSON.parse(String(item['timeline'])) as Projection['timeline'],
      told: JSON.parse(String(item['told'])) as Projection['told'],
      eventIds: JSON.parse(String(item['eventIds'])) as Projection['eventIds'],
    };
  } catch (error) {
    throw new OrderEventsError('store-failed', `The projection ${String(item._id)} cannot be read`, error);
  }
}

/** The id under which an order's projection is kept. */
export function projectionId(product: string, orderId: string): string {
  return `${product}/${orderId}`;
}
