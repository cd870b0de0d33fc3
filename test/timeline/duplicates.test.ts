import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import { deliverAll, kindsOf, type Delivery, projectionAfter } from './deliver.ts';

const ticketsPayload = documentedPayload('wixEvents_onOrderUpdated');
const shopPayload = documentedPayload('wixEcom_onOrderUpdated');

describe('an event that is delivered again', () => {
  it.each([
    ['wixEvents_onOrderUpdated'],
    ['wixPricingPlans_onOrderUpdated'],
    ['wixEcom_onOrderUpdated'],
    ['wixEcom_onOrderPaymentStatusUpdated'],
  ] as const)('of %s is a duplicate and gives nothing to store', (handler) => {
    const delivery = { handler, raw: documentedPayload(handler) };

    const [, second, third] = deliverAll([delivery, delivery, delivery]);

    expect(second).toEqual({ verdict: 'duplicate', changes: [], projection: undefined });
    expect(third).toEqual(second);
  });

  it('is a duplicate after further events', () => {
    const paid = shopEvent(1, { 'entity.paymentStatus': 'PAID' });

    const verdicts = deliverAll([shopEvent(0), paid, shopEvent(2, { 'entity.archived': true }), paid, shopEvent(0)]);

    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'first-seen',
      'changed',
      'changed',
      'duplicate',
      'duplicate',
    ]);
  });

  it('is no redelivery when it says another thing under a known id', () => {
    const otherContent = shopEvent(1, { 'metadata.id': 'event-0', 'entity.paymentStatus': 'PAID' });

    const [, second] = deliverAll([shopEvent(0), otherContent]);

    expect(second).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-paid' }] });
  });

  it('is known by an id that was stored without a mark of its content, whatever it says', () => {
    const known = { ...projectionAfter([shopEvent(0)]), eventIds: ['event-0'] };

    const [again] = deliverAll([shopEvent(0)], known);
    const [other] = deliverAll([shopEvent(0, { 'entity.paymentStatus': 'PAID' })], known);

    expect([again?.verdict, other?.verdict]).toEqual(['duplicate', 'duplicate']);
  });

  it('is a duplicate when only personal details are others: the mark of its content holds none', () => {
    const otherName = shopEvent(0, { 'entity.billingInfo.contactDetails.firstName': 'Another' });

    const [, second] = deliverAll([shopEvent(0), otherName]);

    expect(second?.verdict).toBe('duplicate');
  });

  it('tells nothing again even when its id is long forgotten', () => {
    const toggles = Array.from({ length: 50 }, (_, index) => shopEvent(index, { 'entity.archived': index % 2 === 1 }));

    const classifications = deliverAll([...toggles, ...toggles]);

    const again = classifications.slice(50);
    expect(classifications.slice(1, 50).every((classification) => kindsOf(classification).length === 1)).toBe(true);
    expect(again.flatMap(kindsOf)).toEqual([]);
  });
});

describe('a ticket event, which has no id', () => {
  it('is known by its time as long as it shows nothing new', () => {
    const [, second] = deliverAll([ticketEvent({}), ticketEvent({})]);

    expect(second?.verdict).toBe('duplicate');
  });

  it('is a duplicate when it says less than before', () => {
    const [, second] = deliverAll([ticketEvent({}), ticketEvent({ archived: undefined })]);

    expect(second).toEqual({ verdict: 'duplicate', changes: [], projection: undefined });
  });

  it('is another event of the same time when it shows something new', () => {
    const [, second, third] = deliverAll([
      ticketEvent({}),
      ticketEvent({ status: 'CANCELED' }),
      ticketEvent({ status: 'CANCELED' }),
    ]);

    expect(second).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-canceled' }] });
    expect(third?.verdict).toBe('duplicate');
  });

  it('is another event of the same time also when it shows a state of before', () => {
    const later = { timestamp: '2020-04-28T13:00:00.000Z' };

    const [, second, third] = deliverAll([
      ticketEvent({}),
      ticketEvent({ ...later, archived: true }),
      ticketEvent({ ...later, archived: false }),
    ]);

    expect([second, third].map((classification) => classification && kindsOf(classification))).toEqual([
      ['order-archived'],
      ['order-unarchived'],
    ]);
  });

  it('is a duplicate when it shows what the first of two events of its time showed', () => {
    const [, second, third] = deliverAll([ticketEvent({}), ticketEvent({ archived: true }), ticketEvent({})]);

    expect(second).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-archived' }] });
    expect(third).toEqual({ verdict: 'duplicate', changes: [], projection: undefined });
  });

  it('of a known time is a duplicate whatever it shows once no state of that time is kept', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((minute) =>
      ticketEvent({ timestamp: `2020-04-28T13:0${String(minute)}:00.000Z`, firstName: `John ${String(minute)}` }),
    );

    const last = deliverAll([ticketEvent({}), ...minutes, ticketEvent({ archived: true })]).slice(-1);

    expect(last).toEqual([{ verdict: 'duplicate', changes: [], projection: undefined }]);
  });

  it('is a duplicate also when later events have pushed its state out', () => {
    const deliveries = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((minute) =>
      ticketEvent({
        timestamp: `2020-04-28T13:0${String(minute)}:00.000Z`,
        'tickets.1.archived': minute > 0,
        firstName: `John ${String(minute)}`,
      }),
    );

    const classifications = deliverAll([...deliveries, ...deliveries.slice(0, 1)]);

    expect(classifications.map(({ verdict }) => verdict)).toEqual([
      'first-seen',
      ...Array.from({ length: 9 }, () => 'changed'),
      'duplicate',
    ]);
  });

  it('is a duplicate in an order of fifty tickets, which keeps two states', () => {
    const [deliveryOfDay1, ...others] = [1, 2, 3, 4].map((day) => manyTicketsEvent(day));

    const classifications = deliverAll(
      [deliveryOfDay1, ...others, deliveryOfDay1].flatMap((delivery) => delivery ?? []),
    );

    expect(classifications.map(kindsOf)).toEqual([
      [],
      ['ticket-archived'],
      ['order-archived'],
      ['order-unarchived'],
      [],
    ]);
    expect(classifications[4]?.verdict).toBe('duplicate');
  });
});

function shopEvent(index: number, changes: PayloadChanges = {}): Delivery {
  const times = {
    'metadata.id': `event-${String(index)}`,
    'metadata.eventTime': `2023-01-17T10:${String(index).padStart(2, '0')}:00.000000Z`,
  };
  return { handler: 'wixEcom_onOrderUpdated', raw: changed(shopPayload, { ...times, ...changes }) };
}

function ticketEvent(changes: PayloadChanges): Delivery {
  return { handler: 'wixEvents_onOrderUpdated', raw: changed(ticketsPayload, changes) };
}

/** Fifty tickets; the first is archived from day 2 on, the order on day 3. */
function manyTicketsEvent(day: number): Delivery {
  const tickets = Array.from({ length: 50 }, (_, index): JsonObject => ({
    ticketNumber: `FMXC-BZG3-OT${String(index).padStart(3, '0')}`,
    archived: index === 0 && day > 1,
  }));
  return ticketEvent({ timestamp: `2020-05-0${String(day)}T10:00:00.000Z`, archived: day === 3, tickets });
}
