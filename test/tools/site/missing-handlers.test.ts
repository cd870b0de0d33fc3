import orderEvents from '../../../emulator/site-entries/documented-handlers.json';
import { commonChangeKinds } from '../../../src/backend/order-events/changes/change.ts';
import { productChangeKinds } from '../../../src/backend/order-events/products/product.ts';
import { changeSources } from '../../../tools/site/check/change-sources.ts';
import { findLosses } from '../../../tools/site/check/check-missing-handlers.ts';

const four = [
  'wixEvents_onOrderUpdated',
  'wixPricingPlans_onOrderUpdated',
  'wixEcom_onOrderUpdated',
  'wixEcom_onOrderPaymentStatusUpdated',
];
const ofTickets = ['wixEvents_onOrderConfirmed', 'wixEvents_onOrderInitiated', 'wixEvents_onOrderDeleted'];
const ofShop = [
  'wixEcom_onFulfillmentsUpdated',
  'wixEcom_onOrderApproved',
  'wixEcom_onOrderCanceled',
  'wixEcom_onOrderCreated',
  'wixEcom_onOrderTransactionsUpdated',
];
const ofPlans = [
  'AutoRenewCanceled',
  'Canceled',
  'Created',
  'CycleStarted',
  'EndDatePostponed',
  'Ended',
  'MarkedAsPaid',
  'Paused',
  'Purchased',
  'Resumed',
  'StartDateChanged',
  'Started',
].map((name) => `wixPricingPlans_onOrder${name}`);
const all = [...four, ...ofTickets, ...ofShop, ...ofPlans];

const ticketPaid = {
  id: 'ticket-order-paid',
  product: 'wix-events',
  change: 'order-paid',
  emailId: { default: 'TicketOrderPaid' },
};
const planPaid = { id: 'plan-paid', product: 'wix-pricing-plans', change: 'order-paid', emailId: 'PlanPaid' };
const planPaused = { id: 'plan-paused', product: 'wix-pricing-plans', change: 'order-paused', emailId: 'PlanPaused' };
const shopPaid = { id: 'shop-paid', product: 'wix-ecom', change: 'order-paid', emailId: 'ShopOrderPaid' };
const shopCanceled = { id: 'shop-canceled', product: 'wix-ecom', change: 'order-canceled', emailId: 'ShopCanceled' };

function losses(rules: Parameters<typeof findLosses>[0], connected: readonly string[], offered = all): string[] {
  return findLosses(rules, new Set(connected), new Set(offered)).map(
    ({ missing, what }) => `${missing.join(', ')}: ${what}`,
  );
}

function without(...names: readonly string[]): string[] {
  return all.filter((name) => !names.includes(name));
}

it('finds no loss when all handlers are there', () => {
  expect(losses([ticketPaid, planPaid, planPaused, shopPaid, shopCanceled], all)).toEqual([]);
});

it('says that a ticket’s payment is told only when it is fresh, without the confirmation', () => {
  expect(losses([ticketPaid], without('wixEvents_onOrderConfirmed'))).toEqual([
    'wixEvents_onOrderConfirmed: TicketOrderPaid is sent only when the payment follows within ten minutes of the order (rule "ticket-order-paid")',
  ]);
});

it('says what the default rules lose with only the four handlers', () => {
  expect(losses([ticketPaid, planPaid, planPaused, shopPaid, shopCanceled], four)).toEqual([
    'wixEvents_onOrderConfirmed: TicketOrderPaid is sent only when the payment follows within ten minutes of the order (rule "ticket-order-paid")',
    'wixPricingPlans_onOrderPurchased, wixPricingPlans_onOrderMarkedAsPaid: PlanPaid is sent only when the payment follows within ten minutes of the order (rule "plan-paid")',
  ]);
});

it.each([
  ['the event of the pause itself', planPaused, 'wixPricingPlans_onOrderPaused'],
  ['the update that shows its instant', planPaused, 'wixPricingPlans_onOrderUpdated'],
  ['the order as created, to compare with', planPaid, 'wixPricingPlans_onOrderPurchased'],
  ['the update of a shop', shopPaid, 'wixEcom_onOrderUpdated'],
  ['the event of the cancellation', shopCanceled, 'wixEcom_onOrderCanceled'],
])('finds no loss without %s, for another handler tells the same', (_, rule, name) => {
  expect(losses([rule], without(name))).toEqual([]);
});

it('says that nothing is sent when no handler is left that tells it', () => {
  const rules = [planPaused, { ...planPaused, id: 'plan-paused-owner', emailId: 'OwnerPaused' }];

  expect(losses(rules, without('wixPricingPlans_onOrderPaused', 'wixPricingPlans_onOrderUpdated'))).toEqual([
    'wixPricingPlans_onOrderPaused: PlanPaused and OwnerPaused are sent for no event (rules "plan-paused" and "plan-paused-owner")',
  ]);
});

it('counts only the evidence that a rule takes', () => {
  const strict = { ...planPaused, evidence: ['reported'] };

  expect(losses([strict], without('wixPricingPlans_onOrderPaused'))).toEqual([
    'wixPricingPlans_onOrderPaused: PlanPaused is sent for no event (rule "plan-paused")',
  ]);
});

it('asks for no handler that this version does not have, and passes over rules that it does not know', () => {
  expect(losses([ticketPaid, { id: 'x', product: 'wix-shop', change: 'order-paid' }, {}], four, four)).toEqual([]);
});

it('names only handlers that Wix documents, and changes that there are', () => {
  const documented = orderEvents.families.flatMap(({ app, events }) => events.map((event) => `${app}_${event}`));
  const named = changeSources.flatMap(({ sources }) => sources.flatMap(({ handlers }) => handlers));

  expect(named.filter((name) => !documented.includes(name))).toEqual([]);
  expect(documented).toHaveLength(271);
  expect(orderEvents.readAt).toBe('2026-03-06');
});

it.each(['wix-events', 'wix-pricing-plans', 'wix-ecom'] as const)(
  'has a source for every change of %s that can be mailed',
  (product) => {
    const covered = changeSources.filter((entry) => entry.product === product).flatMap(({ changes }) => changes);
    const unmailed = ['order-anonymized', 'status-unknown'];
    const ofOtherProducts = {
      'wix-events': [],
      'wix-pricing-plans': ['order-payment-declined', 'order-archived', 'order-unarchived'],
      'wix-ecom': [],
    };
    const kinds = [...commonChangeKinds, ...productChangeKinds[product]].filter(
      (kind) => !unmailed.includes(kind) && !ofOtherProducts[product].some((other) => other === kind),
    );

    expect(kinds.filter((kind) => !covered.includes(kind))).toEqual([]);
  },
);
