import { handlerNames, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import type { Json } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent } from '../support/parsed-order.ts';
import { rejectionOf } from './rejection-of.ts';

const TICKETS = 'wixEvents_onOrderUpdated';
const PLANS = 'wixPricingPlans_onOrderUpdated';
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENTS = 'wixEcom_onOrderPaymentStatusUpdated';
const twoMegabytes = 'x'.repeat(2_000_000);

describe.each(handlerNames)('%s rejects', (handler) => {
  it.each([
    ['null', null, 'null'],
    ['nothing', undefined, 'nothing'],
    ['an array', [{}], 'an array of 1'],
    ['a number', 7, 'a number'],
    ['a flag', true, 'a boolean'],
    ['text that is not JSON', 'order updated', 'a string of 13 characters'],
    ['2 MB of text', twoMegabytes, 'a string of 2000000 characters'],
    ['JSON text of a number', '7', 'a number'],
    ['a date', new Date(0), 'an empty object'],
  ])('%s', (_what, raw, found) => {
    expect(rejectionOf(handler, raw)).toEqual({ path: 'event', expected: 'an event object', found });
  });

  it.each([
    ['objects', nested(10_000, '{"a":', '}')],
    ['arrays', `{"a":${nested(10_000, '[', ']')}}`],
  ])('10,000 levels of %s', (_what, text) => {
    const raw: unknown = JSON.parse(text);

    expect(rejectionOf(handler, raw)).toMatchObject({ expected: 'at most 64 levels', found: 'a deeper level' });
    expect(rejectionOf(handler, text)).toMatchObject({ expected: 'at most 64 levels', found: 'a deeper level' });
  });

  it('a key that would change what every object inherits', () => {
    const raw: unknown = JSON.parse('{"entity":{"lineItems":[{"_id":"1"},{"__proto__":{"isAdmin":true}}]}}');

    expect(rejectionOf(handler, raw)).toEqual({
      path: 'entity.lineItems[1].__proto__',
      expected: 'no such key',
      found: 'a `__proto__` key',
    });
  });
});

describe('the path of a rejection', () => {
  const fault: Json = JSON.parse('{"__proto__":1}');

  it.each<[string, Json, string]>([
    ['shows where it is among what orders have', { lineItems: [fault] }, 'entity.lineItems[0].__proto__'],
    ['shows no key that somebody may have typed', { 'jane@example.com': { Jane: [fault] } }, 'entity.?.?[0].__proto__'],
    ['shows no key that every object inherits', { constructor: fault }, 'entity.?.__proto__'],
    ['shows no long key', { [twoMegabytes]: fault }, 'entity.?.__proto__'],
  ])('%s', (_what, entity, path) => {
    expect(rejectionOf(SHOP, { entity })).toMatchObject({ path });
  });

  it('has 120 characters at most, wherever the fault is', () => {
    const deep: unknown = JSON.parse(
      `{"entity":${nested(60, '{"contactDetails":', '}').replace('1', '{"__proto__":1}')}}`,
    );

    expect(rejectionOf(SHOP, deep).path).toBe(`entity.${'contactDetails.'.repeat(8).slice(0, 112)}…`);
  });
});

describe('an order that is deep', () => {
  it.each([
    ['objects', '{"a":', '}'],
    ['arrays', '[', ']'],
  ])('may have 64 levels of %s, the event and the order among them, and no more', (_what, open, close) => {
    const deepest = (levels: number): string => nested(levels - 1, open, close).replace('1', '{}');

    expect(parsedEvent(SHOP, `{"entity":{"_id":"order-1","extra":${deepest(62)}}}`).order.id).toBe('order-1');
    expect(rejectionOf(SHOP, `{"entity":{"_id":"order-1","extra":${deepest(63)}}}`)).toMatchObject({
      expected: 'at most 64 levels',
    });
  });
});

describe('an empty object', () => {
  it.each([
    [TICKETS, 'orderNumber', 'text'],
    [PLANS, 'entity', 'an order'],
    [SHOP, 'entity', 'an order'],
    [PAYMENTS, 'data.order', 'an order'],
  ] as const)('is rejected by %s at %s', (handler, path, expected) => {
    expect(rejectionOf(handler, {})).toEqual({ path, expected, found: 'nothing' });
  });
});

describe('another product’s event', () => {
  it.each([
    [TICKETS, PLANS, 'orderNumber', 'text', 'nothing'],
    [TICKETS, SHOP, 'orderNumber', 'text', 'nothing'],
    [PLANS, TICKETS, 'entity', 'an order', 'nothing'],
    [PLANS, SHOP, 'entity', 'an order of wix-pricing-plans', 'an order of wix-ecom'],
    [PLANS, PAYMENTS, 'data.order', 'an order of wix-pricing-plans', 'an order of wix-ecom'],
    [SHOP, PLANS, 'entity', 'an order of wix-ecom', 'an order of wix-pricing-plans'],
    [SHOP, TICKETS, 'entity', 'an order', 'nothing'],
    [PAYMENTS, PLANS, 'entity', 'an order of wix-ecom', 'an order of wix-pricing-plans'],
    [PAYMENTS, TICKETS, 'data.order', 'an order', 'nothing'],
  ] as const)('is rejected: %s called with that of %s', (handler, other, path, expected, found) => {
    expect(rejectionOf(handler, documentedPayload(other))).toEqual({ path, expected, found });
  });

  it('is rejected in the form of the SDK: the ticket order stands under data', () => {
    const raw = { data: documentedPayload(PLANS)['entity'], metadata: { eventType: 'x' } };

    expect(rejectionOf(TICKETS, raw)).toEqual({
      path: 'data',
      expected: 'an order of wix-events',
      found: 'an order of wix-pricing-plans',
    });
  });

  it.each([
    ['wix.pricing_plans.v2.order', 'an order of wix-pricing-plans'],
    ['wix.ecom.v1.fulfillments', 'another entity'],
    ['constructor', 'another entity'],
    ['__proto__', 'another entity'],
  ])('is rejected when the metadata names %s', (entityFqdn, found) => {
    const raw = changed(documentedPayload(SHOP), { '+metadata.entityFqdn': entityFqdn });

    expect(rejectionOf(SHOP, raw)).toEqual({ path: 'entity', expected: 'an order of wix-ecom', found });
  });

  it('is not suspected where an order has no telling field at all', () => {
    const bare = { metadata: { id: 'event-1' }, entity: { _id: 'order-1', status: 'APPROVED' } };

    expect(parsedEvent(SHOP, bare).order.id).toBe('order-1');
    expect(parsedEvent(PLANS, bare).order.id).toBe('order-1');
  });

  it('is no matter for tickets, whose metadata names no entity', () => {
    const raw = { data: documentedPayload(TICKETS), metadata: { entityFqdn: 'wix.ecom.v1.order' } };

    expect(parsedEvent(TICKETS, raw).order.id).toBe('FMXC-BZG3-OT');
  });
});

describe('a value where an id belongs', () => {
  it.each<[HandlerName, string, number | string, string]>([
    [TICKETS, 'orderNumber', 7, 'a number'],
    [TICKETS, 'orderNumber', '', 'a string of 0 characters'],
    [TICKETS, 'orderNumber', twoMegabytes, 'a string of 2000000 characters'],
    [SHOP, 'entity._id', 7, 'a number'],
    [PAYMENTS, 'data.order._id', twoMegabytes, 'a string of 2000000 characters'],
  ])('of the order is rejected by %s at %s where no other names the order: %p', (handler, path, value, found) => {
    const raw = changed({ ...documentedPayload(handler), metadata: {} }, { [path]: value });

    expect(rejectionOf(handler, raw)).toMatchObject({ path, found });
  });

  it('of the order does not matter where the metadata names the order', () => {
    const { order, warnings } = parsedEvent(SHOP, changed(documentedPayload(SHOP), { 'entity._id': 7 }));

    expect(order.id).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(warnings).toEqual(['unexpected-type: entity._id']);
  });

  it.each<[HandlerName, string, number | boolean | string | string[]]>([
    [TICKETS, 'tickets.1.ticketNumber', 41],
    [TICKETS, 'contactId', ['1']],
    [TICKETS, 'tickets.0.ticketNumber', twoMegabytes],
    [PLANS, 'metadata.id', 7],
    [PLANS, 'metadata.id', twoMegabytes],
    [PLANS, 'metadata.entityId', []],
    [SHOP, 'entity.lineItems.0._id', 1],
    [SHOP, 'entity.buyerInfo.contactId', true],
    [PAYMENTS, 'data.order.buyerInfo.contactId', twoMegabytes],
  ])('of something else counts as absent in %s at %s', (handler, path, value) => {
    const raw = changed(documentedPayload(handler), { [path]: value });

    expect(parsedEvent(handler, raw).warnings).toEqual([`unexpected-type: ${path}`]);
  });

  it('is text of up to 128 characters', () => {
    const long = changed(documentedPayload(SHOP), { 'metadata.id': 'e'.repeat(128) });

    expect(parsedEvent(SHOP, long).eventId).toBe('e'.repeat(128));
    expect(parsedEvent(SHOP, changed(long, { 'metadata.id': 'e'.repeat(129) })).eventId).toBeUndefined();
  });

  it('is missing everywhere', () => {
    const raw = changed(documentedPayload(SHOP), { 'entity._id': undefined, 'metadata.entityId': undefined });

    expect(rejectionOf(SHOP, raw)).toEqual({ path: 'entity._id', expected: 'text', found: 'nothing' });
  });
});

describe('2 MB of text', () => {
  it.each<[HandlerName, string]>([
    [TICKETS, 'status'],
    [PLANS, 'entity.status'],
    [SHOP, 'entity.activities.0.type'],
  ])('is no status: %s takes it for absent at %s', (handler, path) => {
    const raw = changed(documentedPayload(handler), { [path]: twoMegabytes });

    expect(parsedEvent(handler, raw).warnings).toEqual([`unexpected-type: ${path}`]);
  });

  it('is no payment status before the change', () => {
    const raw = changed(documentedPayload(PAYMENTS), { 'data.previousPaymentStatus': twoMegabytes });

    expect(parsedEvent(PAYMENTS, raw)).toMatchObject({
      previousPaymentStatus: null,
      warnings: ['unexpected-type: data.previousPaymentStatus'],
    });
  });

  it('may be what a buyer wrote', () => {
    const changes: PayloadChanges = { 'checkoutForm.inputValues.0.value': twoMegabytes };

    expect(parsedEvent(TICKETS, changed(documentedPayload(TICKETS), changes)).order.id).toBe('FMXC-BZG3-OT');
  });
});

function nested(levels: number, open: string, close: string): string {
  return `${open.repeat(levels)}1${close.repeat(levels)}`;
}
