/** The kinds of change that only shop orders have. */
export const shopChangeKinds = [
  'order-approved',
  'order-rejected',
  'order-partially-paid',
  'order-payment-canceled',
  'order-refunded',
  'order-partially-refunded',
  'order-fulfilled',
  'order-partially-fulfilled',
  'order-unfulfilled',
  'shipping-address-changed',
  'billing-details-changed',
  'line-items-changed',
  'totals-changed',
  'activity-recorded',
  'order-seen',
] as const;
