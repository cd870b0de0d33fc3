import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { createPseudonyms, type Pseudonyms } from '../../src/backend/order-events/recording/pseudonyms.ts';
import { scrubEvent } from '../../src/backend/order-events/recording/scrub-event.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import type { DocumentedPayload } from '../../tools/workbench/payload/documented-payloads.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { valueAt, type Json } from '../../tools/workbench/payload/json.ts';
import { fail } from '../support/fail.ts';
import { receivedAt } from '../support/parsed-order.ts';

const pseudonyms = pseudonymsUnder('a key of the tests, long enough to be one');
const payloads = [
  'wixEvents_onOrderUpdated',
  'wixEvents_onOrderUpdated.rest',
  'wixPricingPlans_onOrderUpdated',
  'wixEcom_onOrderUpdated',
  'wixEcom_onOrderPaymentStatusUpdated',
] as const satisfies readonly DocumentedPayload[];

function pseudonymsUnder(key: string): Pseudonyms {
  return createPseudonyms(createDigest(key) ?? fail('The key is too short'));
}

const instant = /^\d{4}-\d\d-\d\dT/;

/** Puts a marker into every text but dates, and into every number; gives the copy and its markers. */
function withCanaries(value: Json, markers: string[], mark: (index: number) => Json): Json {
  if (Array.isArray(value)) return value.map((item) => withCanaries(item, markers, mark));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withCanaries(item, markers, mark)]));
  }
  if (typeof value !== 'string' || instant.test(value)) return value;
  const marker = mark(markers.length);
  markers.push(JSON.stringify(marker).replace(/^"|"$/g, ''));
  return marker;
}

function leaves(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap(leaves);
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

describe.each(payloads)('%s', (name) => {
  it.each([
    ['names', (index: number) => `Canary ${index} Smith`],
    ['addresses', (index: number) => `canary.${index}@private.example`],
    ['telephone numbers', (index: number) => `+44 7700 ${900_000 + index}`],
    ['bare telephone numbers', (index: number) => `${447_700_900_000 + index}`],
    ['numbers', (index: number) => 447_700_900_000 + index],
    ['words', (index: number) => `canary${index}`],
    ['days', (index: number) => `1984-02-${10 + (index % 18)}`],
  ])('keeps none of the markers: %s', (_, mark) => {
    const markers: string[] = [];
    const event = withCanaries(documentedPayload(name), markers, mark);

    const kept = new Set(leaves(scrubEvent(event, pseudonyms)).map(String));

    expect(markers.length).toBeGreaterThan(15);
    expect(markers.filter((marker) => kept.has(marker))).toEqual([]);
  });

  it('keeps the shape, and all dates outside of the personal parts', () => {
    const event = documentedPayload(name);

    const scrubbed = scrubEvent(event, pseudonyms);

    expect(shapeOf(scrubbed)).toEqual(shapeOf(event));
    expect(leaves(scrubbed).filter((leaf) => instant.test(String(leaf)))).toEqual(
      leaves(event).filter((leaf) => instant.test(String(leaf))),
    );
  });

  it('is understood as the same news', () => {
    const handler = name === 'wixEvents_onOrderUpdated.rest' ? 'wixEvents_onOrderUpdated' : name;
    const before = parseOrderEvent(handler, documentedPayload(name), receivedAt);
    const after = parseOrderEvent(handler, scrubEvent(documentedPayload(name), pseudonyms), receivedAt);

    expect(after.kind).toBe('event');
    if (before.kind !== 'event' || after.kind !== 'event') return;
    expect(after.event.at).toBe(before.event.at);
    expect(after.event.order).toMatchObject({ product: before.event.order.product, status: before.event.order.status });
    expect(after.event.order.id).not.toBe(before.event.order.id);
    expect(after.event.order.contactId).not.toBe(before.event.order.contactId);
    expect(after.event.warnings).toEqual(before.event.warnings);
  });
});

it('gives one value one placeholder, in every event and handler', () => {
  const shop = scrubEvent(documentedPayload('wixEcom_onOrderUpdated'), pseudonyms);
  const payment = scrubEvent(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), pseudonyms);

  expect(valueAt(payment, 'data.order._id')).toBe(valueAt(shop, 'entity._id'));
  expect(valueAt(payment, 'metadata.entityId')).toBe(valueAt(shop, 'entity._id'));
  expect(valueAt(payment, 'data.order.number')).toBe(valueAt(shop, 'entity.number'));
  expect(valueAt(payment, 'data.order.buyerInfo.contactId')).toBe(valueAt(shop, 'entity.buyerInfo.contactId'));
  expect(valueAt(payment, 'metadata.id')).not.toBe(valueAt(shop, 'metadata.id'));
  expect(valueAt(payment, 'data.order.buyerInfo.email')).not.toBe(valueAt(shop, 'entity.buyerInfo.email'));
});

it('gives other placeholders under another key', () => {
  const other = pseudonymsUnder('another key of the tests, as long as that');

  expect(other.guid('7a8b195e-ab73-4138-b9da-cdf5e864a451')).not.toBe(
    pseudonyms.guid('7a8b195e-ab73-4138-b9da-cdf5e864a451'),
  );
});

it('says in a placeholder what stood there, and keeps the form of ids and numbers', () => {
  const event = scrubEvent(documentedPayload('wixEvents_onOrderUpdated'), pseudonyms);

  expect(valueAt(event, 'firstName')).toMatch(/^firstName-[\da-f]{8}$/);
  expect(valueAt(event, 'email')).toMatch(/^person-[\da-f]{8}@example\.com$/);
  expect(valueAt(event, 'orderNumber')).toMatch(/^[A-Z]{4}-[A-Z]{3}[1-9]-[A-Z]{2}$/);
  expect(valueAt(event, 'contactId')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  expect(valueAt(event, 'tickets.0.price')).toEqual({ amount: '123.00', currency: 'USD' });
  expect(valueAt(event, 'status')).toBe('PAID');
});

it('replaces a date of birth, which is a date in a personal part', () => {
  const payload = changed(documentedPayload('wixEvents_onOrderUpdated'), {
    'checkoutForm.inputValues.0.value': '1984-02-03T00:00:00.000Z',
  });

  expect(JSON.stringify(scrubEvent(payload, pseudonyms))).not.toContain('1984');
});

it('replaces names of fields that are no names, such as addresses and ids', () => {
  const event = scrubEvent(
    { 'jane@private.example': 1, '+44 7700 900000': 1, 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8': 1, quantity: 1 },
    pseudonyms,
  );

  const names = Object.keys(Object(event));

  expect(names).toHaveLength(4);
  expect(names.join(' ')).not.toMatch(/jane|7700|eea3ac0f/);
  expect(names).toContain('quantity');
});

it('replaces amounts that may be something else, and keeps counts', () => {
  const event = scrubEvent(
    { answers: { value: 4_477_009 }, price: { value: 4_477_009, currency: 'EUR' }, n: 12, m: 1984 },
    pseudonyms,
  );

  expect(valueAt(event, 'answers.value')).not.toBe(4_477_009);
  expect(valueAt(event, 'price.value')).toBe(4_477_009);
  expect(valueAt(event, 'n')).toBe(12);
  expect(valueAt(event, 'm')).not.toBe(1984);
});

it('keeps what is no text or number', () => {
  expect(scrubEvent([true, null, '', -1_000_000], pseudonyms)).toEqual([true, null, '', expect.any(Number)]);
});
