import type { CollectionId } from '../../../src/backend/order-events/wix/collection-ids.ts';

/** The package's collections that the console reads; the sources' own list imports Wix modules. */
export const collectionNames = {
  orders: 'OrderEventsOrders',
  notifications: 'OrderEventsNotifications',
  unhandled: 'OrderEventsUnhandled',
} as const satisfies Record<string, CollectionId>;
