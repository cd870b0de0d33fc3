/** Ids of this package's collections, by what they hold. */
export const collectionIds = {
  orders: 'OrderEventsOrders',
  notifications: 'OrderEventsNotifications',
  attempts: 'OrderEventsAttempts',
  unhandled: 'OrderEventsUnhandled',
  jobs: 'OrderEventsJobs',
  recorded: 'OrderEventsRecorded',
  erasures: 'OrderEventsErasures',
} as const;

/** Id of one of this package's collections. */
export type CollectionId = (typeof collectionIds)[keyof typeof collectionIds];
