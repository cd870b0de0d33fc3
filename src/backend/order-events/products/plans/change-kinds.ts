/** Kinds of change that only plan orders have. */
export const planChangeKinds = [
  'order-payment-failed',
  'order-renewed',
  'order-refunded',
  'order-started',
  'order-ended',
  'order-paused',
  'order-resumed',
  'end-date-postponed',
  'end-date-brought-forward',
  'start-date-changed',
  'cycle-started',
  'auto-renew-canceled',
] as const;
