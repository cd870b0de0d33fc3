import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { itemOfProjection } from '../../src/backend/order-events/wix/projection-item.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { Json, JsonObject } from '../../tools/workbench/payload/json.ts';
import { deliverAll, kindsOf, projectionAfter, type Delivery } from './deliver.ts';

/** Wix Data refuses items of more than 500 KB: https://dev.wix.com/docs/develop-websites/articles/databases/wix-data/data-limits */
const MAX_STORED_CHARACTERS = 200_000;

describe('what is stored of an order', () => {
  it('stays small for 500 tickets with forms of 40 questions, each told five times', () => {
    const days = [1, 2, 3, 4, 5, 6].map((day) => archivingEvent(500, day));

    const projection = projectionAfter(days);

    expect(JSON.stringify(projection).length).toBeLessThan(MAX_STORED_CHARACTERS);
    expect(sizesOf(projection)).toEqual({ timeline: 1, reportedKeys: 1000, eventIds: 6 });
  });

  it('never names two changes alike, also after a thousand others', () => {
    const one = (timestamp: string, archived: boolean) => ticketsEvent(1, 1, { archived }, { timestamp });
    const many = (timestamp: string, archived: boolean) =>
      ticketsEvent(1101, 1, { archived }, { timestamp, 'tickets.0.archived': false });
    const deliveries = [
      one('2020-05-01T10:00:00.000Z', false),
      one('2020-05-01T10:00:01.000Z', true),
      one('2020-05-01T10:00:02.000Z', false),
      many('2020-05-01T10:00:03.000Z', false),
      many('2020-05-01T10:00:04.000Z', true),
      one('2020-05-01T10:00:05.000Z', true),
    ];

    const keys = deliverAll(deliveries).flatMap(({ changes }) =>
      changes.filter(({ kind }) => kind === 'ticket-archived').map(({ occurrence }) => occurrence),
    );

    expect(keys).toHaveLength(1102);
    expect(new Set(keys).size).toBe(1102);
  });

  it('fits into one item for 3,000 tickets, each of which was archived', () => {
    const projection = projectionAfter([1, 2].map((day) => archivingEvent(3000, day)));
    const item = JSON.stringify(itemOfProjection(projection, 2, 0));

    expect(Buffer.byteLength(item)).toBeLessThan(500_000);
    expect(sizesOf(projection)).toEqual({ timeline: 1, reportedKeys: 1000, eventIds: 2 });
  });

  it('stays small for 1,000 line items, each of which changes ten times', () => {
    const days = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => itemsEvent(1000, day));

    const projection = projectionAfter(days);

    expect(JSON.stringify(projection).length).toBeLessThan(MAX_STORED_CHARACTERS);
    expect(sizesOf(projection)).toEqual({ timeline: 2, reportedKeys: 8, eventIds: 9 });
  });

  it('is the last eight states and the last forty event ids of an order of common size', () => {
    const archivings = Array.from({ length: 60 }, (_, index) =>
      shopEvent(index, { 'entity.archived': index % 2 === 1 }),
    );

    expect(sizesOf(projectionAfter(archivings))).toEqual({ timeline: 8, reportedKeys: 59, eventIds: 40 });
  });

  it.each([
    [40, 8],
    [41, 2],
    [200, 2],
    [201, 1],
  ])('is of %i tickets the last %i states', (count, states) => {
    const days = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => archivingEvent(count, day));

    expect(sizesOf(projectionAfter(days)).timeline).toBe(states);
  });

  it.each([
    [40, 8],
    [41, 2],
    [1501, 1],
  ])('is of %i line items the last %i states', (count, states) => {
    const days = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => itemsEvent(count, day));

    expect(sizesOf(projectionAfter(days)).timeline).toBe(states);
  });

  it('is no more than 300 activities', () => {
    const activities = (count: number): Json[] =>
      Array.from({ length: count }, (_, index) => ({
        type: 'MERCHANT_COMMENT',
        _createdDate: new Date(Date.UTC(2023, 0, 17, 0, 0, index)).toISOString(),
      }));

    const [first, second] = deliverAll([
      shopEvent(0, { 'entity.activities': activities(400) }),
      shopEvent(1, { 'entity.activities': activities(401) }),
    ]);

    const { timeline } = first?.projection ?? { timeline: [] };
    const kept = timeline.flatMap(({ snapshot }) =>
      snapshot.product === 'wix-ecom' ? (snapshot.activities ?? []) : [],
    );
    expect(kept.map(({ at }) => at)).toHaveLength(300);
    expect(kept[0]?.at).toBe('2023-01-17T00:01:40.000Z');
    expect(second?.changes.map(({ occurrence }) => occurrence)).toEqual(['MERCHANT_COMMENT@2023-01-17T00:06:40.000Z']);
  });
});

describe('an order of more than forty tickets', () => {
  it('tells a guest by name, and the answers of the form as one', () => {
    const answer = [{ inputName: 'size', value: 'L' }];
    const guest = { 'tickets.7.firstName': 'Joan', 'tickets.7.form.inputValues': answer };
    const before = ticketsEvent(41, 1);
    const after = ticketsEvent(41, 2, {}, guest);

    const [, second] = deliverAll([before, after]);

    expect(second?.changes).toMatchObject([
      { kind: 'guest-details-changed', current: { ticketNumber: 'FMXC-BZG3-OT007', fields: ['firstName', 'form'] } },
    ]);
  });

  it('tells nothing about guests beyond 600 tickets, and forgets what was known of them', () => {
    const [, second] = deliverAll([ticketsEvent(600, 1), ticketsEvent(601, 2, {}, { 'tickets.7.firstName': 'Joan' })]);

    expect(second && kindsOf(second)).toEqual(['ticket-added']);
    expect(JSON.stringify(second?.projection?.timeline)).not.toContain('"guest"');
    expect(JSON.stringify(projectionAfter([ticketsEvent(601, 1)]))).not.toContain('"guest"');
  });

  it('tells nothing about guests when it grows beyond that', () => {
    const [, second] = deliverAll([ticketsEvent(40, 1), ticketsEvent(41, 2)]);

    expect(second && kindsOf(second)).toEqual(['ticket-added']);
  });
});

it('shows no more than twenty of the line items that moved', () => {
  const [, second] = deliverAll([itemsEvent(30, 1), itemsEvent(30, 2)]);

  const { current } = second?.changes[0] ?? {};
  expect(current?.['lineItems']).toHaveLength(20);
});

function sizesOf({
  timeline,
  reportedKeys,
  eventIds,
}: Projection): Record<'timeline' | 'reportedKeys' | 'eventIds', number> {
  return { timeline: timeline.length, reportedKeys: reportedKeys.length, eventIds: eventIds.length };
}

/** Every ticket is archived on even days and taken out again on odd ones. */
function archivingEvent(count: number, day: number): Delivery {
  return ticketsEvent(count, day, { archived: day % 2 === 0 });
}

function ticketsEvent(count: number, day: number, each: JsonObject = {}, changes: PayloadChanges = {}): Delivery {
  const tickets = Array.from({ length: count }, (_, index): JsonObject => ({
    ticketNumber: `FMXC-BZG3-OT${String(index).padStart(3, '0')}`,
    checkIn: { created: '2020-04-28T12:24:20.92Z' },
    firstName: `Guest ${String(index)}`,
    lastName: 'Doe',
    email: `guest${String(index)}@somedomain.com`,
    contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
    form: { inputValues: Array.from({ length: 40 }, (_item, field) => answerTo(field)) },
    ...each,
  }));
  const timestamp = `2020-05-0${String(day)}T10:00:00.000Z`;
  const payload = documentedPayload('wixEvents_onOrderUpdated');
  return { handler: 'wixEvents_onOrderUpdated', raw: changed(payload, { timestamp, tickets, ...changes }) };
}

function answerTo(field: number): JsonObject {
  return { inputName: `question number ${String(field)}`, value: `the answer ${String(field)}`, values: [] };
}

function itemsEvent(count: number, day: number): Delivery {
  const lineItems = Array.from({ length: count }, (_, index): JsonObject => ({
    _id: `1a2d7e83-4bef-31d5-09e1-${String(index).padStart(12, '0')}`,
    quantity: day,
    price: { amount: '30.00' },
  }));
  return shopEvent(day, { 'entity.lineItems': lineItems });
}

function shopEvent(index: number, changes: PayloadChanges): Delivery {
  const times = {
    'metadata.id': `69020d87-0000-4000-8000-${String(index).padStart(12, '0')}`,
    'metadata.eventTime': `2023-02-01T10:${String(index).padStart(2, '0')}:00.000000Z`,
  };
  return {
    handler: 'wixEcom_onOrderUpdated',
    raw: changed(documentedPayload('wixEcom_onOrderUpdated'), { ...times, ...changes }),
  };
}
