import { carryOver } from '../../src/backend/order-events/products/carry-over.ts';
import type { Order } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { forgetDetails } from '../../src/backend/order-events/products/forget-details.ts';
import { projectOrder } from '../../src/backend/order-events/products/project-order.ts';
import type { Snapshot } from '../../src/backend/order-events/products/snapshot.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedPlanOrder, parsedShopOrder, parsedTicketOrder } from '../support/parsed-order.ts';

const tickets = documentedPayload('wixEvents_onOrderUpdated');
const plan = documentedPayload('wixPricingPlans_onOrderUpdated');
const shop = documentedPayload('wixEcom_onOrderUpdated');

describe('what is stored of an order', () => {
  it('is, of the documented ticket order, what can change', () => {
    expect(projectOrder(parsedTicketOrder(tickets), undefined, undefined)).toEqual({
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
    expect(projectOrder(parsedPlanOrder(plan), undefined, undefined)).toEqual({
      product: 'wix-pricing-plans',
      status: 'PENDING',
      paymentStatus: 'UNPAID',
      startAt: '2022-08-01T16:23:00.000Z',
      endAt: '2023-02-01T16:23:00.000Z',
      pauses: [],
      updatedAt: '2022-07-24T08:17:05.117Z',
    });
  });

  it('is, of the documented shop order, what can change', () => {
    expect(projectOrder(parsedShopOrder(shop), undefined, undefined)).toEqual({
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
    const secret = (): string => 'digest';
    const stored = [
      projectOrder(parsedTicketOrder(tickets), secret, undefined),
      projectOrder(parsedPlanOrder(changed(plan, formOf('(555) 555-1234'))), secret, undefined),
      projectOrder(parsedShopOrder(shop), secret, undefined),
    ];

    const text = JSON.stringify(stored);
    expect(text).toContain('"digest"');
    expect(text).not.toMatch(/john|jane|doe|gmail|somedomain|555|avenue|new york|10173|gansevoort/i);
  });

  it.each<[string, Snapshot]>([
    [
      'NA_ORDER_STATUS',
      projectOrder(parsedTicketOrder(changed(tickets, { status: 'NA_ORDER_STATUS' })), undefined, undefined),
    ],
    ['UNDEFINED', projectOrder(parsedPlanOrder(changed(plan, { 'entity.status': 'UNDEFINED' })), undefined, undefined)],
    [
      'UNSPECIFIED',
      projectOrder(parsedShopOrder(changed(shop, { 'entity.status': 'UNSPECIFIED' })), undefined, undefined),
    ],
  ])('has no status where Wix prints %s', (_status, snapshot) => {
    expect(snapshot.status).toBeUndefined();
  });

  it('has items without quantity or price, and none where the event has none', () => {
    const bare = projectOrder(
      parsedShopOrder({ entity: { _id: '1', lineItems: [{ _id: 'a' }] } }),
      undefined,
      undefined,
    );
    const none = projectOrder(parsedShopOrder({ entity: { _id: '1', activities: [] } }), undefined, undefined);

    expect(bare).toMatchObject({ lineItems: { a: 'x' } });
    expect(Object.values(none).filter((value) => value !== undefined)).toEqual(['wix-ecom', '0']);
  });

  it('has its activities oldest first', () => {
    const activities = ['03', '01', '02', '01'].map((day, index) => ({
      type: `TYPE_${String(index)}`,
      _createdDate: `2023-02-${day}T00:00:00.000Z`,
    }));

    const snapshot = projectOrder(
      parsedShopOrder(changed(shop, { 'entity.activities': activities })),
      undefined,
      undefined,
    );

    expect(snapshot).toMatchObject({
      activities: [{ type: 'TYPE_1' }, { type: 'TYPE_3' }, { type: 'TYPE_2' }, { type: 'TYPE_0' }],
    });
  });

  it.each<[string, Order, number]>([
    ['the buyer and two guests', parsedTicketOrder(tickets), 3],
    ['the form of a plan', parsedPlanOrder(changed(plan, formOf('1'))), 1],
    ['the buyer, the delivery and the bill', parsedShopOrder(shop), 3],
  ])('asks for one digest each of %s where the same is known', (_what, order, count) => {
    const asked: string[] = [];
    const counting = (text: string): string => {
      asked.push(text);
      return text;
    };
    const known = projectOrder(order, (text) => text, undefined);

    const again = projectOrder(order, counting, known);

    expect(again).toEqual(known);
    expect(asked).toHaveLength(count);
  });

  it('takes digests only from a snapshot of its own product', () => {
    const known = projectOrder(parsedTicketOrder(tickets), (text) => `old ${text}`, undefined);
    const wrong = projectOrder(parsedShopOrder(shop), (text) => text, known);
    const wrongPlan = projectOrder(parsedPlanOrder(plan), (text) => text, known);
    const wrongTickets = projectOrder(parsedTicketOrder(tickets), (text) => text, wrong);

    expect(JSON.stringify([wrong, wrongPlan, wrongTickets])).not.toContain('old ');
  });
});

describe('the state of an order after an event', () => {
  it('is what the event told where nothing, or another product, was known', () => {
    const told: Snapshot[] = [
      { product: 'wix-events', status: 'PAID' },
      { product: 'wix-pricing-plans', status: 'ACTIVE' },
      { product: 'wix-ecom', status: 'APPROVED' },
    ];

    for (const [index, snapshot] of told.entries()) {
      expect(carryOver(undefined, snapshot)).toBe(snapshot);
      expect(carryOver(told[(index + 1) % 3], snapshot)).toBe(snapshot);
    }
  });

  it('keeps what the event did not tell', () => {
    const before: Snapshot = { product: 'wix-ecom', status: 'APPROVED', archived: true, total: '40' };

    expect(carryOver(before, { product: 'wix-ecom', archived: false })).toMatchObject({
      status: 'APPROVED',
      archived: false,
      total: '40',
    });
  });

  it('does not keep a balance over a payment that does not tell it', () => {
    const before: Snapshot = { product: 'wix-ecom', paymentStatus: 'NOT_PAID', balance: '40' };

    expect(carryOver(before, { product: 'wix-ecom', paymentStatus: 'PAID' })).toMatchObject({ balance: undefined });
    expect(carryOver(before, { product: 'wix-ecom', paymentStatus: 'NOT_PAID' })).toMatchObject({ balance: '40' });
    expect(carryOver(before, { product: 'wix-ecom', archived: true })).toMatchObject({ balance: '40' });
  });

  it.each([
    ['PAID', undefined],
    ['FREE', undefined],
    ['OFFLINE_PENDING', undefined],
    ['DECLINED', false],
    [undefined, false],
  ])('keeps that it is not confirmed over %p as %p', (status, confirmed) => {
    const before: Snapshot = { product: 'wix-events', status: 'PENDING', confirmed: false };

    expect(carryOver(before, { product: 'wix-events', status })).toMatchObject({ confirmed });
  });

  it('drops a check-in that the ticket no longer has, and keeps what else it did not tell', () => {
    const before: Snapshot = {
      product: 'wix-events',
      tickets: { T1: { checkedInAt: '2020-04-28T12:24:20.920Z', archived: true, canceled: true }, T2: {} },
    };

    expect(carryOver(before, { product: 'wix-events', tickets: { T1: {} } })).toMatchObject({
      tickets: { T1: { checkedInAt: undefined, archived: true, canceled: true } },
    });
    expect(carryOver(before, { product: 'wix-events' })).toMatchObject({ tickets: before.tickets });
  });

  it('has the activities of both, each once and oldest first', () => {
    const [first, second, third] = ['1', '2', '3'].map((at) => ({ type: 'A', at }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three activities');
    const before: Snapshot = { product: 'wix-ecom', activities: [first, third] };

    expect(carryOver(before, { product: 'wix-ecom', activities: [second, third] })).toMatchObject({
      activities: [first, second, third],
    });
    expect(carryOver(before, { product: 'wix-ecom', activities: [third] })).toMatchObject({
      activities: [first, third],
    });
    expect(carryOver(before, { product: 'wix-ecom' })).toMatchObject({ activities: [first, third] });
    expect(carryOver({ product: 'wix-ecom' }, before)).toMatchObject({ activities: [first, third] });
  });
});

describe('a snapshot without personal digests', () => {
  const digest = (text: string): string => `digest of ${text}`;

  it.each([
    ['tickets', projectOrder(parsedTicketOrder(tickets), digest, undefined)],
    [
      'an order without tickets',
      projectOrder(parsedTicketOrder(changed(tickets, { tickets: undefined })), digest, undefined),
    ],
    ['a plan', projectOrder(parsedPlanOrder(changed(plan, formOf('1'))), digest, undefined)],
    ['the shop', projectOrder(parsedShopOrder(shop), digest, undefined)],
  ])('of %s keeps the rest', (_what, snapshot) => {
    const forgotten = forgetDetails(snapshot);

    expect(JSON.stringify(snapshot)).toContain('digest of');
    expect(JSON.stringify(forgotten)).not.toContain('digest of');
    expect(forgotten.status).toBe(snapshot.status);
  });
});

function formOf(phone: string): PayloadChanges {
  return { '+entity.formData': { submissionData: { phone } } };
}
