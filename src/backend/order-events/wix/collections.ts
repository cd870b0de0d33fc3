import { elevate } from 'wix-auth';
import { collections, type CollectionField } from 'wix-data.v2';

/** The collections of this package, by what they hold. */
export const collectionIds = {
  orders: 'OrderEventsOrders',
  notifications: 'OrderEventsNotifications',
  attempts: 'OrderEventsAttempts',
  unhandled: 'OrderEventsUnhandled',
} as const;

/** The id of one of this package's collections. */
export type CollectionId = (typeof collectionIds)[keyof typeof collectionIds];

const fieldsOf: Readonly<Record<CollectionId, readonly CollectionField[]>> = {
  OrderEventsOrders: [text('product'), text('orderId'), text('timeline'), text('told'), text('eventIds')],
  OrderEventsNotifications: [
    ...['key', 'product', 'orderId', 'change', 'occurrence', 'evidence', 'occurredAt', 'rule', 'emailId'].map(text),
    ...['contactId', 'ifUnknown', 'status', 'reason'].map(text),
    { key: 'variables', type: 'OBJECT' },
    { key: 'attempts', type: 'NUMBER' },
    ...['dueAt', 'expiresAt', 'createdAt', 'settledAt'].map(instant),
  ],
  OrderEventsAttempts: [instant('claimedAt')],
  OrderEventsUnhandled: [
    ...['handler', 'text', 'orderId', 'path', 'expected', 'found', 'failure'].map(text),
    { key: 'isCut', type: 'BOOLEAN' },
    { key: 'count', type: 'NUMBER' },
    ...['firstAt', 'lastAt'].map(instant),
  ],
};

/**
 * Creates a collection that only the site's own code and its owner can use. A first event must not be lost because
 * nobody set the site up: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/create-data-collection
 */
export async function createCollection(id: CollectionId): Promise<void> {
  const permissions = { insert: 'ADMIN', update: 'ADMIN', remove: 'ADMIN', read: 'ADMIN' } as const;
  await elevate(collections.createDataCollection)({ _id: id, fields: [...fieldsOf[id]], permissions });
}

function text(key: string): CollectionField {
  return { key, type: 'TEXT' };
}

function instant(key: string): CollectionField {
  return { key, type: 'DATETIME' };
}
