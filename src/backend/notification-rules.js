// Generated from notification-rules.ts by `npm run build`: edit that file instead.

// What this site tells its customers, and when. Edit freely: add, change or delete rules, then `npm run build`.
//
// Each rule needs a triggered email of your site: make one in the dashboard under Developer Tools > Triggered Emails,
// publish it, and put its id in `emailId`. The variables that the rule sets are those that the template can use.
// An id that your site does not have is refused by Wix, and the notification shows up as failed.

const ticketRules = [
  {
    id: 'ticket-order-canceled',
    product: 'wix-events',
    change: 'order-canceled',
    emailId: { default: 'TicketOrderCanceled' },
    recipient: 'buyer',
    variables: ({ order }) => ({ firstName: order.firstName, orderNumber: order.number }),
  },
  {
    id: 'ticket-order-paid',
    product: 'wix-events',
    change: 'order-paid',
    emailId: { default: 'TicketOrderPaid' },
    recipient: 'buyer',
    variables: ({ order }) => ({
      firstName: order.firstName,
      orderNumber: order.number,
      ticketCount: order.tickets === undefined ? undefined : String(order.tickets.length),
    }),
  },
  {
    id: 'ticket-canceled',
    product: 'wix-events',
    change: 'ticket-canceled',
    emailId: { default: 'TicketCanceled' },
    recipient: 'guest',
    variables: ({ order, ticket, format }) => ({
      orderNumber: order.number,
      ticketNumber: ticket?.number,
      ticketName: ticket?.name,
      price: format.money(ticket?.price?.amount, ticket?.price?.currency),
    }),
  },
];

const planRules = [
  {
    id: 'plan-payment-failed',
    product: 'wix-pricing-plans',
    change: 'order-payment-failed',
    emailId: { default: 'PlanPaymentFailed' },
    recipient: 'buyer',
    variables: ({ order, format }) => ({
      planName: order.planName,
      total: format.money(order.total?.amount, order.total?.currency),
    }),
  },
  {
    id: 'plan-paid',
    product: 'wix-pricing-plans',
    change: 'order-paid',
    emailId: { default: 'PlanPaid' },
    recipient: 'buyer',
    variables: ({ order, format }) => ({
      planName: order.planName,
      total: format.money(order.total?.amount, order.total?.currency),
      startDate: format.date(order.startAt),
    }),
  },
  {
    id: 'plan-paused',
    product: 'wix-pricing-plans',
    change: 'order-paused',
    emailId: { default: 'PlanPaused' },
    recipient: 'buyer',
    variables: ({ order, change, format }) => ({
      planName: order.planName,
      pausedOn: format.date(change.occurredAt),
    }),
  },
  {
    id: 'plan-resumed',
    product: 'wix-pricing-plans',
    change: 'order-resumed',
    emailId: { default: 'PlanResumed' },
    recipient: 'buyer',
    variables: ({ order, format }) => ({ planName: order.planName, endDate: format.date(order.endAt) }),
  },
  {
    id: 'plan-renewal-stopped',
    product: 'wix-pricing-plans',
    change: 'auto-renew-canceled',
    emailId: { default: 'PlanRenewalStopped' },
    recipient: 'buyer',
    variables: ({ order, format }) => ({ planName: order.planName, endDate: format.date(order.endAt) }),
  },
  {
    id: 'plan-canceled',
    product: 'wix-pricing-plans',
    change: 'order-canceled',
    emailId: { default: 'PlanCanceled' },
    recipient: 'buyer',
    variables: ({ order }) => ({ planName: order.planName }),
  },
  {
    id: 'plan-ended',
    product: 'wix-pricing-plans',
    change: 'order-ended',
    // A canceled order ends too, and its buyer is told about the cancellation.
    when: ({ order }) => order.status === 'ENDED',
    emailId: { default: 'PlanEnded' },
    recipient: 'buyer',
    variables: ({ order }) => ({ planName: order.planName }),
  },
];

const shopRules = [
  {
    id: 'shop-order-paid',
    product: 'wix-ecom',
    change: 'order-paid',
    emailId: { default: 'ShopOrderPaid' },
    recipient: 'buyer',
    variables: ({ order, format }) => ({
      firstName: order.firstName,
      orderNumber: order.number,
      total: format.money(order.total, order.currency),
    }),
  },
  {
    id: 'shop-order-fulfilled',
    product: 'wix-ecom',
    change: 'order-fulfilled',
    emailId: { default: 'ShopOrderFulfilled' },
    recipient: 'buyer',
    variables: ({ order }) => ({ firstName: order.firstName, orderNumber: order.number }),
  },
  {
    id: 'shop-order-canceled',
    product: 'wix-ecom',
    change: 'order-canceled',
    emailId: { default: 'ShopOrderCanceled' },
    recipient: 'buyer',
    variables: ({ order }) => ({ firstName: order.firstName, orderNumber: order.number }),
  },
  {
    id: 'shop-order-refunded',
    product: 'wix-ecom',
    change: 'order-refunded',
    emailId: { default: 'ShopOrderRefunded' },
    recipient: 'buyer',
    variables: ({ order, format }) => ({
      firstName: order.firstName,
      orderNumber: order.number,
      refunded: format.money(order.refunded, order.currency),
    }),
  },
];

/** The rules of this site, and what applies to all of them. */
export const site = {
  rules: [...ticketRules, ...planRules, ...shopRules],
  settings: {
    // The zone in which dates are written, such as 'Europe/Lisbon': order events do not name the site's.
    timeZone: 'UTC',
    // For orders that name no language.
    fallbackLanguage: 'en',
    // How long settled notifications, and events that could not be handled, stay readable.
    retentionDays: 90,
    // To try a change of these rules against real traffic: keeps copies of the events that come, with everything
    // personal replaced, in the collection OrderEventsRecorded. See docs/console.md.
    // record: { isOn: true, atMost: 1000, days: 30 },
  },
};
