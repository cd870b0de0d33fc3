/** Kinds of change that only ticket orders have. */
export const ticketChangeKinds = [
  'order-confirmed',
  'order-payment-authorized',
  'order-payment-voided',
  'order-partially-paid',
  'ticket-added',
  'ticket-removed',
  'ticket-checked-in',
  'ticket-check-in-undone',
  'ticket-canceled',
  'ticket-archived',
  'ticket-unarchived',
  'guest-details-changed',
] as const;
