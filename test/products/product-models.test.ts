import { modelOf, type Order, type Snapshot } from '../../src/backend/order-events/products/product-models.ts';
import { isFurther } from '../../src/backend/order-events/timeline/states.ts';
import type { Digest } from '../../src/backend/order-events/values/detail-digests.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { rejectionOf } from '../handlers/rejection-of.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, parsedPlanOrder, parsedShopOrder, parsedTicketOrder } from '../support/parsed-order.ts';
import { dateText, instant } from '../support/typed-texts.ts';

const tickets = documentedPayload('wixEvents_onOrderUpdated');
const plan = documentedPayload('wixPricingPlans_onOrderUpdated');
const shop = documentedPayload('wixEcom_onOrderUpdated');

describe('what is stored of an order', () => {
  it('is, of the documented ticket order, what can change', () => {
    expect(project(parsedTicketOrder(tickets))).toEqual({
      product: 'wix-events',
      status: 'PAID',
      confirmed: true,
      archived: false,
      tickets: {
        'FMXC-BZG3-OT021': { checkedInAt: '2020-04-28T12:24:20.920Z', archived: false },
        'FMXC-BZG3-OT041': { archived: false },
      },
    });
  });

  it('is, of the documented plan order, what can change', () => {
    expect(project(parsedPlanOrder(plan))).toEqual({
      product: 'wix-pricing-plans',
      status: 'PENDING',
      paymentStatus: 'UNPAID',
      isOffline: true,
      startAt: '2022-08-01T16:23:00.000Z',
      endAt: '2023-02-01T16:23:00.000Z',
      total: '33',
      pricedCycles: { first: 1, last: 1 },
      pauses: [],
      updatedAt: '2022-07-24T08:17:05.117Z',
    });
  });

  it('is, of the documented shop order, what can change', () => {
    expect(project(parsedShopOrder(shop))).toEqual({
      product: 'wix-ecom',
      status: 'APPROVED',
      paymentStatus: 'NOT_PAID',
      fulfillmentStatus: 'NOT_FULFILLED',
      archived: false,
      isSeen: false,
      total: '40',
      balance: '40',
      refunded: '0',
      lineItems: { '00000000-0000-0000-0000-000000000001': '1x30' },
      activities: [{ type: 'ORDER_PLACED', at: '2023-01-16T13:53:10.776Z' }],
      updatedAt: '2023-01-16T13:53:13.099Z',
    });
  });

  it('holds no name, no address and no answer, only digests of them', () => {
    const secret = { fingerprint: 'key', of: () => 'digest' };
    const stored = [
      project(parsedTicketOrder(tickets), secret),
      project(parsedPlanOrder(changed(plan, formOf('(555) 555-1234'))), secret),
      project(parsedShopOrder(shop), secret),
    ];

    const text = JSON.stringify(stored);
    expect(text).toContain('"digest"');
    expect(text).not.toMatch(/john|jane|doe|gmail|somedomain|555|avenue|new york|10173|gansevoort/i);
  });

  it.each<[string, () => Order]>([
    ['NA_ORDER_STATUS', () => parsedTicketOrder(changed(tickets, { status: 'NA_ORDER_STATUS' }))],
    ['UNDEFINED', () => parsedPlanOrder(changed(plan, { 'entity.status': 'UNDEFINED' }))],
    ['UNSPECIFIED', () => parsedShopOrder(changed(shop, { 'entity.status': 'UNSPECIFIED' }))],
  ])('has no status where Wix prints %s', (_status, read) => {
    expect(project(read()).status).toBeUndefined();
  });

  it.each<[string, () => Order, number]>([
    ['the buyer and two guests', () => parsedTicketOrder(tickets), 3],
    ['the form of a plan', () => parsedPlanOrder(changed(plan, formOf('1'))), 1],
    ['the buyer, the delivery and the bill', () => parsedShopOrder(shop), 3],
  ])('asks for one digest each of %s where the same is known', (_what, read, count) => {
    const order = read();
    const asked: string[] = [];
    const of = (text: string): string => {
      asked.push(text);
      return text;
    };
    const known = project(order, { fingerprint: 'key', of: (text) => text });

    const again = project(order, { fingerprint: 'key', of }, known);

    expect(again).toEqual(known);
    expect(asked).toHaveLength(count);
  });
});

describe('a snapshot without personal digests', () => {
  const digest = { fingerprint: 'key', of: (text: string) => `digest of ${text}` };

  it.each<[string, () => Order]>([
    ['tickets', () => parsedTicketOrder(tickets)],
    ['an order without tickets', () => parsedTicketOrder(changed(tickets, { tickets: undefined }))],
    ['a plan', () => parsedPlanOrder(changed(plan, formOf('1')))],
    ['the shop', () => parsedShopOrder(shop)],
  ])('of %s keeps the rest', (_what, read) => {
    const snapshot = project(read(), digest);
    const forgotten = modelOf(snapshot.product).forgetDetails(snapshot);

    expect(JSON.stringify(snapshot)).toContain('digest of');
    expect(JSON.stringify(forgotten)).not.toContain('digest of');
    expect(forgotten.status).toBe(snapshot.status);
  });
});

function project(order: Order, digest?: Digest, before?: Snapshot): Snapshot {
  return modelOf(order.product).project(order, digest, before);
}

function formOf(phone: string): PayloadChanges {
  return { '+entity.formData': { submissionData: { phone } } };
}

describe('two states of an order', () => {
  it.each<Snapshot>([
    { product: 'wix-events', status: 'PAID' },
    { product: 'wix-pricing-plans', status: 'ACTIVE' },
    { product: 'wix-ecom', status: 'APPROVED' },
  ])('of $product tell a cancellation', (before) => {
    const after = { ...before, status: 'CANCELED' };

    const findings = modelOf(before.product).compare(before, after, instant('2023-01-16T14:40:02.119716000Z'));

    expect(findings.map(({ kind }) => kind)).toStrictEqual(['order-canceled']);
  });
});

const PLANS = 'wixPricingPlans_onOrderUpdated';
const SHOP = 'wixEcom_onOrderUpdated';

describe('a field that only the orders of one product have', () => {
  it.each([
    ['orderNumber', SHOP, 'wix-events'],
    ['tickets', SHOP, 'wix-events'],
    ['checkoutForm', SHOP, 'wix-events'],
    ['planId', SHOP, 'wix-pricing-plans'],
    ['planName', SHOP, 'wix-pricing-plans'],
    ['subscriptionId', SHOP, 'wix-pricing-plans'],
    ['lastPaymentStatus', SHOP, 'wix-pricing-plans'],
    ['pausePeriods', SHOP, 'wix-pricing-plans'],
    ['pricing', SHOP, 'wix-pricing-plans'],
    ['lineItems', PLANS, 'wix-ecom'],
    ['paymentStatus', PLANS, 'wix-ecom'],
    ['fulfillmentStatus', PLANS, 'wix-ecom'],
    ['priceSummary', PLANS, 'wix-ecom'],
    ['buyerInfo', PLANS, 'wix-ecom'],
    ['balanceSummary', PLANS, 'wix-ecom'],
  ] as const)('is %s: %s called with it alone rejects it as an order of %s', (field, handler, product) => {
    const rejection = rejectionOf(handler, { entity: { _id: 'order-1', [field]: 'shown' } });

    expect(rejection.found).toBe(`an order of ${product}`);
  });
});

it.each([
  ['wix.pricing_plans.v2.order', PLANS],
  ['wix.ecom.v1.order', SHOP],
] as const)('the entity %s is an order of %s', (entityFqdn, handler) => {
  const raw = { metadata: { entityFqdn }, entity: { _id: 'order-1' } };

  expect(parsedEvent(handler, raw).order.id).toBe('order-1');
});

describe('how far an order has come', () => {
  it.each<[status: string | undefined, life: string]>([
    ['PAID', 'over'],
    ['FREE', 'over'],
    ['CANCELED', 'over'],
    ['DECLINED', 'over'],
    ['VOIDED', 'over'],
    ['INITIATED', 'idle'],
    ['PENDING', 'idle'],
    ['OFFLINE_PENDING', 'idle'],
    [undefined, 'idle'],
  ])('is, of a ticket order in the status %s: %s', (status, life) => {
    expect(lifeOf({ product: 'wix-events', status })).toBe(life);
  });

  it.each<[status: string | undefined, life: string]>([
    ['ENDED', 'over'],
    ['CANCELED', 'over'],
    ['DRAFT', 'running'],
    ['PENDING', 'running'],
    ['ACTIVE', 'running'],
    ['PAUSED', 'running'],
    [undefined, 'running'],
  ])('is, of a plan order in the status %s: %s', (status, life) => {
    expect(lifeOf({ product: 'wix-pricing-plans', status })).toBe(life);
  });

  it.each<[status: string | undefined, payment: string | undefined, fulfillment: string | undefined, life: string]>([
    ['CANCELED', 'NOT_PAID', 'NOT_FULFILLED', 'over'],
    ['REJECTED', 'NOT_PAID', 'NOT_FULFILLED', 'over'],
    ['APPROVED', 'FULLY_REFUNDED', 'NOT_FULFILLED', 'over'],
    ['APPROVED', 'PAID', 'FULFILLED', 'over'],
    ['APPROVED', 'PARTIALLY_REFUNDED', 'FULFILLED', 'over'],
    ['APPROVED', 'NOT_PAID', 'FULFILLED', 'idle'],
    ['APPROVED', 'PARTIALLY_PAID', 'FULFILLED', 'idle'],
    ['APPROVED', undefined, 'FULFILLED', 'idle'],
    ['APPROVED', 'PAID', 'NOT_FULFILLED', 'idle'],
    ['APPROVED', 'PAID', 'PARTIALLY_FULFILLED', 'idle'],
    ['APPROVED', 'PAID', undefined, 'idle'],
    [undefined, undefined, undefined, 'idle'],
  ])('is, of a shop order that is %s, %s and %s: %s', (status, paymentStatus, fulfillmentStatus, life) => {
    expect(lifeOf({ product: 'wix-ecom', status, paymentStatus, fulfillmentStatus })).toBe(life);
  });
});

function lifeOf(snapshot: Snapshot): string {
  return modelOf(snapshot.product).lifeOf(snapshot);
}

describe('a state of which only one field moved', () => {
  const [earlier, later] = [dateText('2023-01-16T14:40:00.000Z'), dateText('2023-01-17T14:40:00.000Z')];

  it.each<[string, Snapshot, Snapshot]>([
    [
      'the write time of a plan order',
      { product: 'wix-pricing-plans', updatedAt: earlier },
      { product: 'wix-pricing-plans', updatedAt: later },
    ],
    [
      'the start of the cycle of a plan order',
      { product: 'wix-pricing-plans', cycleStartedAt: earlier },
      { product: 'wix-pricing-plans', cycleStartedAt: later },
    ],
    [
      'the write time of a shop order',
      { product: 'wix-ecom', updatedAt: earlier },
      { product: 'wix-ecom', updatedAt: later },
    ],
    [
      'the activities of a shop order',
      { product: 'wix-ecom', activities: [] },
      { product: 'wix-ecom', activities: [{ type: 'ORDER_PLACED', at: later }] },
    ],
  ])('%s, is not worth storing', (_what, before, after) => {
    expect(isFurther(before, after)).toBe(false);
  });
});
