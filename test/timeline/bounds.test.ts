import type { Json } from '../../tools/workbench/payload/json.ts';
import { deliverAll, kindsOf, projectionAfter } from './deliver.ts';
import { archivingEvent, itemsEvent, shopEvent, sizesOf, ticketsEvent } from './large-events.ts';

describe('what is stored of an order', () => {
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
