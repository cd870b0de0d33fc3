/** The collections of this package, by what they hold. */
export const collectionIds = {
  orders: 'OrderEventsOrders',
  notifications: 'OrderEventsNotifications',
  attempts: 'OrderEventsAttempts',
  unhandled: 'OrderEventsUnhandled',
  jobs: 'OrderEventsJobs',
  recorded: 'OrderEventsRecorded',
  erasures: 'OrderEventsErasures',
} as const;

/** The id of one of this package's collections. */
export type CollectionId = (typeof collectionIds)[keyof typeof collectionIds];
