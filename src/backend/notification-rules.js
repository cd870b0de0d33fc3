// Generated from notification-rules.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit that file instead.

/** @type {import('backend/order-events.js').NotificationRule<'wix-events'>[]} */
const ticketRules = [
  {
    id: 'ticket-order-paid',
    product: 'wix-events',
    change: 'order-paid',
    emailId: { default: 'TicketOrderPaid' },
    recipient: 'buyer',
    variables: ticketOrder,
  },
  {
    id: 'ticket-order-confirmed',
    product: 'wix-events',
    change: 'order-confirmed',
    when: ({ order }) => order.status === 'FREE',
    emailId: { default: 'TicketOrderConfirmed' },
    recipient: 'buyer',
    variables: ticketOrder,
  },
  {
    id: 'ticket-order-partly-paid',
    product: 'wix-events',
    change: 'order-partially-paid',
    emailId: { default: 'TicketOrderPartlyPaid' },
    recipient: 'buyer',
    variables: ticketOrder,
  },
  {
    id: 'ticket-payment-declined',
    product: 'wix-events',
    change: 'order-payment-declined',
    emailId: { default: 'TicketPaymentDeclined' },
    recipient: 'buyer',
    variables: ticketOrder,
  },
  {
    id: 'ticket-order-canceled',
    product: 'wix-events',
    change: 'order-canceled',
    // Wix also cancels orders that were never paid, when they time out.
    when: wasConfirmed,
    emailId: { default: 'TicketOrderCanceled' },
    recipient: 'buyer',
    variables: ticketOrder,
  },
  {
    id: 'ticket-order-canceled-guests',
    product: 'wix-events',
    change: 'order-canceled',
    when: wasConfirmed,
    emailId: { default: 'TicketCanceled' },
    recipient: 'guests',
    variables: canceledTicket,
  },
  {
    // "Remove from list" in the dashboard archives the order.
    id: 'ticket-order-removed',
    product: 'wix-events',
    change: 'order-archived',
    when: ({ order }) => order.confirmed === true && order.status !== 'CANCELED',
    emailId: { default: 'TicketOrderRemoved' },
    recipient: 'buyer',
    variables: ticketOrder,
  },
  {
    id: 'ticket-canceled',
    product: 'wix-events',
    change: 'ticket-canceled',
    emailId: { default: 'TicketCanceled' },
    recipient: 'guest',
    variables: canceledTicket,
  },
];

/** @type {import('backend/order-events.js').NotificationRule<'wix-pricing-plans'>[]} */
const planRules = [
  {
    id: 'plan-paid',
    product: 'wix-pricing-plans',
    change: 'order-paid',
    emailId: { default: 'PlanPaid' },
    recipient: 'buyer',
    variables: (context) => ({ ...planPrice(context), startDate: context.format.date(context.order.startAt) }),
  },
  {
    id: 'plan-renewed',
    product: 'wix-pricing-plans',
    change: 'order-renewed',
    emailId: { default: 'PlanRenewed' },
    recipient: 'buyer',
    variables: (context) => ({ ...planPrice(context), cycle: context.change.current['cycleIndex']?.toString() }),
  },
  {
    id: 'plan-payment-failed',
    product: 'wix-pricing-plans',
    change: 'order-payment-failed',
    emailId: { default: 'PlanPaymentFailed' },
    recipient: 'buyer',
    variables: planPrice,
  },
  {
    id: 'plan-refunded',
    product: 'wix-pricing-plans',
    change: 'order-refunded',
    emailId: { default: 'PlanRefunded' },
    recipient: 'buyer',
    variables: ({ order }) => ({ planName: order.planName }),
  },
  {
    id: 'plan-paused',
    product: 'wix-pricing-plans',
    change: 'order-paused',
    emailId: { default: 'PlanPaused' },
    recipient: 'buyer',
    variables: ({ order, change, format }) => ({ planName: order.planName, pausedOn: format.date(change.occurredAt) }),
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
    // An order whose payment could not be set up, or never came, is canceled too: its buyer never had the plan.
    when: wasBought,
    emailId: { default: 'PlanCanceled' },
    recipient: 'buyer',
    variables: ({ order }) => ({ planName: order.planName }),
  },
  {
    id: 'plan-ended',
    product: 'wix-pricing-plans',
    change: 'order-ended',
    // A canceled order ends too; its buyer is told about the cancellation instead.
    when: ({ order }) => order.status === 'ENDED',
    emailId: { default: 'PlanEnded' },
    recipient: 'buyer',
    variables: ({ order }) => ({ planName: order.planName }),
  },
];

// Bookings, restaurants and the point of sale create eCommerce orders too: these rules are for what Wix Stores sells online. To notify
// buyers of another app, copy a rule and name that app; `raw` holds the order as Wix sent it.
const storeChannels = ['WEB', 'BACKOFFICE_MERCHANT'];
const storeApps = ['215238eb-22a5-4c36-9e7b-e7c08025e04e', '1380b703-ce81-ff05-f115-39571d94dfcd'];

/** @type {import('backend/order-events.js').NotificationRule<'wix-ecom'>[]} */
const shopRules = [
  {
    id: 'shop-order-paid',
    product: 'wix-ecom',
    change: 'order-paid',
    when: isStoreOrder,
    emailId: { default: 'ShopOrderPaid' },
    recipient: 'buyer',
    variables: (context) => ({ ...shopOrder(context), total: amount(context, 'total') }),
  },
  {
    id: 'shop-order-partly-paid',
    product: 'wix-ecom',
    change: 'order-partially-paid',
    when: isStoreOrder,
    emailId: { default: 'ShopOrderPartlyPaid' },
    recipient: 'buyer',
    variables: (context) => ({ ...shopOrder(context), paid: amount(context, 'paid'), due: amount(context, 'balance') }),
  },
  {
    id: 'shop-payment-declined',
    product: 'wix-ecom',
    change: 'order-payment-declined',
    when: isStoreOrder,
    emailId: { default: 'ShopPaymentDeclined' },
    recipient: 'buyer',
    variables: shopOrder,
  },
  {
    id: 'shop-order-fulfilled',
    product: 'wix-ecom',
    change: 'order-fulfilled',
    when: isStoreOrder,
    emailId: { default: 'ShopOrderFulfilled' },
    recipient: 'buyer',
    variables: shopOrder,
  },
  {
    id: 'shop-order-canceled',
    product: 'wix-ecom',
    change: 'order-canceled',
    when: (context) => isStoreOrder(context) && wasPlaced(context),
    emailId: { default: 'ShopOrderCanceled' },
    recipient: 'buyer',
    variables: shopOrder,
  },
  {
    id: 'shop-order-partly-refunded',
    product: 'wix-ecom',
    change: 'order-partially-refunded',
    when: isStoreOrder,
    emailId: { default: 'ShopOrderPartlyRefunded' },
    recipient: 'buyer',
    // `refund` is this refund, `refunded` the sum of all refunds so far.
    variables: (context) => ({
      ...shopOrder(context),
      refund: amount(context, 'refund'),
      refunded: amount(context, 'refunded'),
    }),
  },
  {
    id: 'shop-order-refunded',
    product: 'wix-ecom',
    change: 'order-refunded',
    when: isStoreOrder,
    emailId: { default: 'ShopOrderRefunded' },
    recipient: 'buyer',
    variables: (context) => ({ ...shopOrder(context), refunded: amount(context, 'refunded') }),
  },
];

/** @param {import('backend/order-events.js').RuleContext<'wix-events'>} context */
function ticketOrder({ order }) {
  return { firstName: order.firstName, orderNumber: order.number, ticketCount: order.tickets?.length.toString() };
}

/** @param {import('backend/order-events.js').RuleContext<'wix-events'>} context */
function canceledTicket({ order, ticket, format }) {
  const price = format.money(ticket?.price?.amount, ticket?.price?.currency);
  return { orderNumber: order.number, ticketNumber: ticket?.number, ticketName: ticket?.name, price };
}

/** @param {import('backend/order-events.js').RuleContext<'wix-events'>} context */
function wasConfirmed({ order }) {
  return order.confirmed === true || (order.tickets ?? []).length > 0;
}

/** @param {import('backend/order-events.js').RuleContext<'wix-pricing-plans'>} context */
function planPrice({ order, change, format }) {
  const total = change.current['total']?.toString();
  return { planName: order.planName, total: format.money(total, order.total?.currency) };
}

/** @param {import('backend/order-events.js').RuleContext<'wix-pricing-plans'>} context */
function wasBought({ order }) {
  const { cancellationCause, paymentStatus = '', cycleIndex } = order;
  if (cancellationCause === 'PAYMENT_SETUP_FAILURE') return false;
  const isUnpaid = ['UNPAID', 'PENDING'].includes(paymentStatus) || (paymentStatus === 'FAILED' && cycleIndex === 1);
  return !isUnpaid || (cycleIndex ?? 0) > 1;
}

/** @param {import('backend/order-events.js').RuleContext<'wix-ecom'>} context */
function shopOrder({ order }) {
  return { firstName: order.firstName, orderNumber: order.number };
}
/**
 * @param {import('backend/order-events.js').RuleContext<'wix-ecom'>} context
 * @param {('total' | 'paid' | 'balance' | 'refund' | 'refunded')} name
 */
function amount({ order, change, format }, name) {
  return format.money(change.current[name]?.toString(), order.currency);
}

/**
 * Treats an order without a sales channel, or without apps, as one of the store.
 * @param {import('backend/order-events.js').RuleContext<'wix-ecom'>} context
 */
function isStoreOrder({ order }) {
  const apps = (order.lineItems ?? []).flatMap(({ catalogAppId }) => catalogAppId ?? []);
  const isOfStore = apps.length === 0 || apps.some((app) => storeApps.includes(app));
  return isOfStore && (order.channel === undefined || storeChannels.includes(order.channel));
}

/**
 * `false` for abandoned checkouts: Wix cancels them too, although nobody placed an order.
 * @param {import('backend/order-events.js').RuleContext<'wix-ecom'>} context
 */
function wasPlaced({ order, change }) {
  const before = change.previous['status'];
  if (before === 'APPROVED') return true;
  return before !== 'INITIALIZED' && (order.activities ?? []).some(({ type }) => type === 'ORDER_PLACED');
}

/**
 * The rules of this site, and what applies to all of them.
 * @type {import('backend/order-events.js').SiteRules}
 */
export const site = {
  rules: [...ticketRules, ...planRules, ...shopRules],
  settings: {
    // Time zone for dates, such as 'Europe/Lisbon': order events do not name the site's.
    timeZone: 'UTC',
    // Language for orders that name none.
    fallbackLanguage: 'en',
    // Days for which settled notifications, and events that could not be handled, stay readable.
    retentionDays: 90,
    // Days for which a finished order is remembered after its last change.
    orderRetentionDays: 730,
    // To test a change of these rules against real traffic: stores copies of incoming events, with everything
    // personal replaced, in the collection OrderEventsRecorded. See docs/console.md.
    // record: { isOn: true, atMost: 1000, days: 30 },
  },
};
