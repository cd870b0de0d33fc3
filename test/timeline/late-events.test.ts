import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { deliverAll, kindsOf, type Delivery } from './deliver.ts';

const unprinted = { 'entity.balanceSummary': undefined };

describe('an event that arrives late', () => {
  it('is stale when it shows nothing that was not told', () => {
    const events = [shopEvent(1), shopEvent(3, { 'entity.paymentStatus': 'PAID' }), shopEvent(2)];

    expect(reported(events)).toEqual(['first-seen', 'changed order-paid@3', 'stale']);
  });

  it('is remembered also where it tells nothing', () => {
    const events = [shopEvent(1), shopEvent(3, { 'entity.paymentStatus': 'PAID' }), shopEvent(2), shopEvent(2)];

    expect(reported(events).slice(2)).toEqual(['stale', 'duplicate']);
  });

  it('counts where only it shows a change, each with its own time', () => {
    const fulfilled = { 'entity.fulfillmentStatus': 'FULFILLED' };
    const events = [shopEvent(1), shopEvent(3, fulfilled), shopEvent(2, { 'entity.archived': true })];

    expect(reported(events)).toEqual([
      'first-seen',
      'changed order-fulfilled@3',
      'changed order-archived@2 order-unarchived@3',
    ]);
  });

  it('counts also where it shows what came about before, as with an archive toggle', () => {
    const archived = { 'entity.archived': true };
    const fulfilled = { 'entity.fulfillmentStatus': 'FULFILLED' };
    const known = [shopEvent(1), shopEvent(2, archived), shopEvent(3), shopEvent(5, fulfilled)];

    expect(reported([...known, shopEvent(4, archived)])).toEqual([
      'first-seen',
      'changed order-archived@2',
      'changed order-unarchived@3',
      'changed order-fulfilled@5',
      'changed order-archived@4 order-unarchived@5',
    ]);
  });

  it('counts where it is the oldest: what followed it is told now', () => {
    const events = [shopEvent(2, { 'entity.paymentStatus': 'PAID' }), shopEvent(1)];

    expect(reported(events)).toEqual(['first-seen', 'changed order-paid@2']);
  });

  it('counts where it is the oldest, also by what came about again since', () => {
    const archived = { 'entity.archived': true };
    const events = [shopEvent(2, archived), shopEvent(3), shopEvent(4, archived), shopEvent(1)];

    expect(deliverAll(events).map(kindsOf).slice(2)).toEqual([['order-archived'], ['order-archived']]);
  });

  it('is read as a first event where it is the oldest', () => {
    const pausePeriods = [{ status: 'ACTIVE', pauseDate: '2023-02-01T10:00:00.000Z' }];
    const events = [
      planEvent(5, { 'entity.status': 'PAUSED', 'entity.pausePeriods': pausePeriods }),
      planEvent(1, { 'entity.status': 'PAUSED', 'entity.pausePeriods': pausePeriods }),
    ];

    expect(reported(events)).toEqual(['first-seen', 'changed order-paused@1']);
  });

  it('does not put its old state over the new', () => {
    const archived = { 'entity.archived': true };

    expect(reported([shopEvent(2), shopEvent(4, archived), shopEvent(3), shopEvent(5, archived)])).toEqual([
      'first-seen',
      'changed order-archived@4',
      'stale',
      'no-change',
    ]);
  });

  it('says nothing more about a time before all that is kept', () => {
    const toggles = [2, 3, 4, 5, 6, 7, 8, 9, 10].map((day) => shopEvent(day, { 'entity.archived': day % 2 === 0 }));

    const [last] = deliverAll([...toggles, shopEvent(1)]).slice(-1);

    expect(last).toMatchObject({ verdict: 'stale', changes: [] });
  });

  it('tells what it alone shows of a time before all that is kept', () => {
    const toggles = [2, 3, 4, 5, 6, 7, 8, 9, 10].map((day) =>
      shopEvent(day, { 'entity.archived': day % 2 === 0, 'entity.seenByAHuman': true }),
    );

    expect(reported([...toggles, shopEvent(1)]).slice(-1)).toEqual(['changed order-seen@3']);
  });

  it('of a longer chain tells each change once, in any order of arrival', () => {
    const day1 = shopEvent(1);
    const day2 = shopEvent(2, { 'entity.paymentStatus': 'PAID' });
    const day3 = shopEvent(3, { 'entity.paymentStatus': 'PAID', 'entity.fulfillmentStatus': 'FULFILLED' });
    const day4 = shopEvent(4, {
      'entity.paymentStatus': 'PAID',
      'entity.fulfillmentStatus': 'FULFILLED',
      'entity.archived': true,
    });

    for (const order of [
      [day1, day2, day3, day4],
      [day1, day4, day3, day2],
      [day1, day3, day2, day4],
      [day2, day1, day4, day3],
      [day4, day3, day2, day1],
    ]) {
      const kinds = deliverAll(order).flatMap(kindsOf);
      expect(kinds.sort()).toEqual(['order-archived', 'order-fulfilled', 'order-paid']);
    }
  });
});

describe('an event that shows the state before a payment that was reported', () => {
  const paid = { 'entity.paymentStatus': 'PAID', 'entity._updatedDate': '2023-02-01T10:00:00.000Z' };

  it('does not tell the payment again where it was told with its sum and the states do not show the sum', () => {
    const events = [
      shopEvent(2, { ...paid, ...unprinted }),
      paymentEvent(3, { 'data.order._updatedDate': '2023-02-01T09:59:59.000Z' }),
      shopEvent(1, unprinted),
    ];

    expect(reported(events)).toEqual(['first-seen', 'changed order-paid@3', 'stale']);
  });
});

describe('the order of events', () => {
  it('is that of the full text of their times', () => {
    const first = shopEvent(1, { 'metadata.eventTime': '2023-02-01T10:00:00.123456Z' });
    const second = shopEvent(2, {
      'metadata.eventTime': '2023-02-01T10:00:00.123457Z',
      'entity.paymentStatus': 'PAID',
    });

    expect(reported([second, first])).toEqual(['first-seen', 'changed order-paid@1']);
  });

  it('of one time is that of their arrival', () => {
    const now = { 'metadata.eventTime': '2023-02-01T10:00:00.123456Z' };

    expect(reported([shopEvent(1, now), shopEvent(2, { ...now, 'entity.paymentStatus': 'PAID' })])).toEqual([
      'first-seen',
      'changed order-paid@1',
    ]);
  });

  it.each([
    ['2', '10', 'changed order-paid@1'],
    ['99999999999999999998', '99999999999999999999', 'changed order-paid@1'],
    ['10', '2', 'changed order-paid@2'],
    ['7', '7', 'changed order-paid@2'],
    ['7', 'x', 'changed order-paid@2'],
    ['x', '7', 'changed order-paid@2'],
    ['7', undefined, 'changed order-paid@2'],
    [undefined, '7', 'changed order-paid@2'],
  ])('follows the sequence numbers %p and %p where both have one', (earlier, later, told) => {
    const unpaidAtDay2 = shopEvent(2, sequence(earlier));
    const paidAtDay1 = shopEvent(1, { ...sequence(later), 'entity.paymentStatus': 'PAID' });

    const [, second] = reported([unpaidAtDay2, paidAtDay1]);

    expect(second).toBe(told === 'changed order-paid@1' ? told : 'changed order-payment-reversed@2');
  });
});

describe('an event that carries an older state than the one before it', () => {
  const paid = { 'entity.paymentStatus': 'PAID', 'entity._updatedDate': '2023-02-01T10:00:00.000Z' };
  const unpaid = (ms: string): PayloadChanges => ({ 'entity._updatedDate': `2023-02-01T09:59:59.${ms}Z` });

  it('is stale: Wix once sent the state of two days before', () => {
    const [, , third, fourth] = reported([
      shopEvent(1),
      shopEvent(2, paid),
      shopEvent(3, unpaid('998')),
      shopEvent(4, paid),
    ]);

    expect([third, fourth]).toEqual(['stale', 'no-change']);
  });

  it('costs no write where it is stale', () => {
    const [, , stale] = deliverAll([shopEvent(1), shopEvent(2, paid), shopEvent(3, unpaid('998'))]);

    expect(stale?.projection).toBeUndefined();
  });

  it('counts as the older one also when it arrives first', () => {
    const events = [shopEvent(3, unpaid('000')), shopEvent(2, paid), shopEvent(4, paid)];

    expect(reported(events)).toEqual(['first-seen', 'changed order-paid@2', 'no-change']);
  });

  it('is not stale for a millisecond, by which two prints of one write differ', () => {
    const [, second] = reported([shopEvent(2, paid), shopEvent(3, { ...unpaid('999'), 'entity.archived': true })]);

    expect(second).toBe('changed order-payment-reversed@3 order-archived@3');
  });

  it('is stale whatever its status', () => {
    const [, second] = reported([shopEvent(2, paid), shopEvent(3, { ...unpaid('000'), 'entity.status': 'CANCELED' })]);

    expect(second).toBe('stale');
  });

  it('still tells the payment that the event itself reports, where the way to it was not seen', () => {
    const payment = paymentEvent(3, { 'data.order._updatedDate': '2023-02-01T09:59:59.000Z' });

    const [first, second, third] = deliverAll([shopEvent(2, paid), payment, shopEvent(4, paid)]);

    expect(first?.changes).toEqual([]);
    expect(second).toMatchObject({ verdict: 'changed', changes: [{ kind: 'order-paid', evidence: 'reported' }] });
    expect(second?.projection?.timeline).toHaveLength(1);
    expect(third?.changes).toEqual([]);
  });
});

function sequence(number: string | undefined): PayloadChanges {
  return number === undefined ? {} : { '+metadata.entityEventSequence': number };
}

function times(day: number): PayloadChanges {
  return {
    'metadata.id': `event-${String(day)}`,
    'metadata.eventTime': `2023-02-${String(day).padStart(2, '0')}T10:00:00.000000Z`,
  };
}

function shopEvent(day: number, changes: PayloadChanges = {}): Delivery {
  const raw = changed(documentedPayload('wixEcom_onOrderUpdated'), { ...times(day), ...changes });
  return { handler: 'wixEcom_onOrderUpdated', raw };
}

function paymentEvent(day: number, changes: PayloadChanges): Delivery {
  const raw = changed(documentedPayload('wixEcom_onOrderPaymentStatusUpdated'), { ...times(day), ...changes });
  return { handler: 'wixEcom_onOrderPaymentStatusUpdated', raw };
}

function planEvent(day: number, changes: PayloadChanges): Delivery {
  const raw = changed(documentedPayload('wixPricingPlans_onOrderUpdated'), { ...times(day), ...changes });
  return { handler: 'wixPricingPlans_onOrderUpdated', raw };
}

/** The verdict of each delivery, with its changes and the day of February 2023 on which they happened. */
function reported(deliveries: readonly Delivery[]): string[] {
  return deliverAll(deliveries).map(({ verdict, changes }) =>
    [verdict, ...changes.map(({ kind, occurredAt }) => `${kind}@${String(Number(occurredAt.slice(8, 10)))}`)].join(' '),
  );
}
