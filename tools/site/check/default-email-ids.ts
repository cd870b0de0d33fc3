/** The email ids of the default rules: stand-ins for ids that only the dashboard of a site gives. */
export const defaultEmailIds: readonly string[] = [
  ...['TicketOrderCanceled', 'TicketOrderPaid', 'TicketCanceled', 'PlanPaymentFailed', 'PlanPaid', 'PlanPaused'],
  ...['PlanResumed', 'PlanRenewalStopped', 'PlanCanceled', 'PlanEnded', 'ShopOrderPaid', 'ShopOrderFulfilled'],
  ...['ShopOrderCanceled', 'ShopOrderRefunded'],
];
