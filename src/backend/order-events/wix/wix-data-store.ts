import wixData, { type WixDataItem } from 'wix-data';

import { OrderEventsError } from '../order-events-error.ts';
import type { Projection } from '../orders/classify/projection.ts';
import type { AttemptClaim, OrderEventStore } from '../outbox/ports.ts';
import { callData } from './call-data.ts';
import { collectionIds, type CollectionId } from './collections.ts';
import { itemOfNotification, notificationOfItem } from './notification-item.ts';

const { orders, notifications, attempts, unhandled } = collectionIds;

/** Event handlers run without an identity, and the collections are the owner's alone. */
const asOwner = { suppressAuth: true, suppressHooks: true } as const;
/** Reads lag behind writes unless they ask not to: https://dev.wix.com/docs/sdk/backend-modules/data/eventual-consistency */
const consistent = { ...asOwner, consistentRead: true } as const;
const ITEM_EXISTS = 'WDE0074';

/** The stored form of projections; a projection of another form is no projection. */
const PROJECTION_VERSION = 1;

/** Keeps everything in Wix Data. */
export function createWixDataStore(): OrderEventStore {
  return {
    async readProjection(product, orderId) {
      const item = await read(orders, `${product}/${orderId}`);
      return item?.['version'] === PROJECTION_VERSION ? projectionOfItem(item) : undefined;
    },
    async saveProjection(projection) {
      const item = itemOfProjection(projection);
      await callData(orders, () => wixData.save(orders, item, asOwner));
    },
    insertNotification: (notification) => insertOnce(notifications, itemOfNotification(notification)),
    async readNotification(key) {
      const item = await read(notifications, key);
      return item === null ? undefined : notificationOfItem(item);
    },
    async saveNotification(notification) {
      const item = itemOfNotification(notification);
      await callData(notifications, () => wixData.save(notifications, item, asOwner));
    },
    async listDue(now, limit) {
      const query = wixData.query(notifications).eq('status', 'pending').le('dueAt', new Date(now));
      const page = await callData(notifications, () => query.ascending('dueAt').limit(limit).find(asOwner));
      return page.items.map(notificationOfItem);
    },
    async listNotifications({ status, orderId, contactId, isErased }, limit) {
      let query = wixData.query(notifications).descending('createdAt').limit(limit);
      if (status !== undefined) query = query.eq('status', status);
      if (orderId !== undefined) query = query.eq('orderId', orderId);
      if (contactId !== undefined) query = query.eq('contactId', contactId);
      if (isErased === false) query = query.ne('status', 'erased');
      const page = await callData(notifications, () => query.find(consistent));
      return page.items.map(notificationOfItem);
    },
    async claimAttempt(key, attempt, now) {
      const claim = { _id: claimId(key, attempt), claimedAt: new Date(now) };
      return (await insertOnce(attempts, claim)) === 'inserted' ? 'claimed' : 'taken';
    },
    async readClaim(key, attempt) {
      const item = await read(attempts, claimId(key, attempt));
      return item === null ? undefined : claimOfItem(item);
    },
    async keepUnhandled({ id, handler, text, isCut, orderId, rejection, failure }, now) {
      const at = new Date(now);
      const reason = withoutUndefined({ orderId, ...rejection, failure });
      const item = { _id: id, handler, text, isCut, ...reason, count: 1, firstAt: at, lastAt: at };
      if ((await insertOnce(unhandled, item)) === 'inserted') return;
      const known: WixDataItem = (await read(unhandled, id)) ?? item;
      const count = Number(known['count']) + 1;
      await callData(unhandled, () => wixData.save(unhandled, { ...known, count, lastAt: at }, asOwner));
    },
  };
}

async function read(collection: CollectionId, id: string): Promise<WixDataItem | null> {
  return await callData<WixDataItem | null>(collection, () => wixData.get(collection, id, consistent));
}

/** An insert is the one thing that Wix Data does once: an `_id` that exists is refused. */
async function insertOnce(collection: CollectionId, item: WixDataItem): Promise<'inserted' | 'exists'> {
  return await callData<'inserted' | 'exists'>(
    collection,
    async () => {
      await wixData.insert(collection, item, asOwner);
      return 'inserted';
    },
    { code: ITEM_EXISTS, result: 'exists' },
  );
}

function claimId(key: string, attempt: number): string {
  return `${key}#${String(attempt)}`;
}

function claimOfItem(item: WixDataItem): AttemptClaim {
  return { claimedAt: new Date(String(item['claimedAt'])).getTime() };
}

/** Nested values are kept as JSON text: they come back as they went in, whatever the database does to dates. */
function itemOfProjection({ product, orderId, timeline, told, eventIds }: Projection): WixDataItem {
  return {
    _id: `${product}/${orderId}`,
    version: PROJECTION_VERSION,
    product,
    orderId,
    timeline: JSON.stringify(timeline),
    told: JSON.stringify(told),
    eventIds: JSON.stringify(eventIds),
  };
}

function projectionOfItem(item: WixDataItem): Projection {
  try {
    return {
      product: item['product'] as Projection['product'],
      orderId: String(item['orderId']),
      timeline: JSON.parse(String(item['timeline'])) as Projection['timeline'],
      told: JSON.parse(String(item['told'])) as Projection['told'],
      eventIds: JSON.parse(String(item['eventIds'])) as Projection['eventIds'],
    };
  } catch (error) {
    throw new OrderEventsError('store-failed', `The item ${String(item._id)} of ${orders} cannot be read`, error);
  }
}

function withoutUndefined(fields: Readonly<Record<string, unknown>>): WixDataItem {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
