import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { deliverAll, type Delivery } from './deliver.ts';

/** The documented shop order, seen and with its last email address, so that only the payment moves. */
const order = changed(documentedPayload('wixEcom_onOrderUpdated'), {
  'entity.seenByAHuman': true,
  'entity.buyerInfo.email': 'janedoe8@gmail.com',
});

describe('one payment that both handlers tell', () => {
  const updated = update(2, { 'entity.paymentStatus': 'PAID', 'entity.balanceSummary.balance.amount': '0.00' });
  const payment = paymentOf(updated, 'NOT_PAID', '2023-02-02T10:00:00.000001Z');

  it('is told once when the update comes first', () => {
    expect(told([update(1), updated, payment])).toEqual([
      'first-seen',
      'changed order-paid:paid-40 compared',
      'no-change',
    ]);
  });

  it('is told once when the payment comes first', () => {
    expect(told([update(1), payment, updated])).toEqual(['first-seen', 'changed order-paid:paid-40 reported', 'stale']);
  });

  it('is reported by the payment alone at first sight', () => {
    expect(told([payment, updated, update(1)])).toEqual(['first-seen order-paid:paid-40 reported', 'stale', 'stale']);
  });

  it('is shown with the status that the event itself names as the one before', () => {
    const [, second] = deliverAll([update(1, { 'entity.paymentStatus': 'PENDING' }), payment]);

    expect(second?.changes).toEqual([
      {
        kind: 'order-paid',
        evidence: 'reported',
        occurrence: 'paid-40',
        previous: { paymentStatus: 'NOT_PAID' },
        current: { paymentStatus: 'PAID', total: '40', balance: '0' },
        occurredAt: '2023-02-02T10:00:00.000Z',
        notBefore: '2023-02-02T10:00:00.000Z',
      },
    ]);
  });

  it('is not told by an event that names the same status as the one before', () => {
    expect(told([paymentOf(updated, 'PAID', '2023-02-02T10:00:00.000001Z')])).toEqual(['first-seen']);
  });

  it('is told by an event that names no status as the one before, and once', () => {
    const unnamed = paymentOf(updated, '', '2023-02-02T10:00:00.000001Z');

    expect(told([unnamed, updated])).toEqual(['first-seen order-paid:paid-40 reported', 'stale']);
    expect(told([update(1), updated, unnamed])).toEqual([
      'first-seen',
      'changed order-paid:paid-40 compared',
      'no-change',
    ]);
  });

  it('is told once where only one of the two says how much was paid', () => {
    const bare = paymentOf(
      update(2, { 'entity.paymentStatus': 'PAID', 'entity.balanceSummary': undefined }),
      'NOT_PAID',
      '2023-02-02T09:59:59.900000Z',
    );
    const kinds = (deliveries: readonly Delivery[]) =>
      deliverAll(deliveries).flatMap(({ changes }) => changes.map(({ kind }) => kind));

    expect(kinds([update(1), bare, updated])).toEqual(['order-paid']);
    expect(kinds([update(1), updated, bare])).toEqual(['order-paid']);
    expect(kinds([bare, updated])).toEqual(['order-paid']);
  });

  it('is not told where the order has no payment status, or one that is no news', () => {
    const untold = update(2, { 'entity.paymentStatus': undefined });
    const notPaid = update(2, { 'entity.paymentStatus': 'NOT_PAID' });

    expect(told([paymentOf(untold, 'NOT_PAID', '2023-02-02T10:00:00Z')])).toEqual(['first-seen']);
    expect(told([paymentOf(notPaid, 'DECLINED', '2023-02-02T10:00:00Z')])).toEqual(['first-seen']);
  });
});

describe('one declined payment that both handlers tell', () => {
  const updated = update(2, { 'entity.paymentStatus': 'DECLINED' });
  const payment = paymentOf(updated, 'NOT_PAID', '2023-02-02T10:00:00.000001Z');

  it.each([
    ['the update', [updated, payment]],
    ['the payment', [payment, updated]],
  ])('is told once when %s comes first, and again when it happens again', (_which, both) => {
    const again = update(4, { 'entity.paymentStatus': 'DECLINED' });

    const changes = deliverAll([update(1), ...both, update(3), again, paymentOf(again, 'NOT_PAID', dayOf(4))]).flatMap(
      (classification) => classification.changes.map(({ kind, occurrence }) => `${kind}:${occurrence}`),
    );

    expect(changes).toEqual(['order-payment-declined:1', 'order-payment-declined:1~2']);
  });
});

describe('a shop order that is paid, refunded and paid again', () => {
  const steps = [
    ['NOT_PAID', '0'],
    ['PAID', '0'],
    ['FULLY_REFUNDED', '40.00'],
    ['PAID', '40.00'],
    ['FULLY_REFUNDED', '80.00'],
  ].map(([status, refunded], index) =>
    update(index + 1, {
      'entity.paymentStatus': status,
      '+entity.balanceSummary.refunded': { amount: refunded ?? '' },
    }),
  );

  it('tells each payment and each refund', () => {
    expect(told(steps)).toEqual([
      'first-seen',
      'changed order-paid:paid-unknown compared',
      'changed order-refunded:1 compared',
      'changed order-paid:paid-unknown-after-refunds-of-40 compared',
      'changed order-refunded:1~2 compared',
    ]);
  });

  it('tells them once each when the payments are told as well', () => {
    const [placed, ...moves] = steps;
    const both = moves.flatMap((move, index) => [
      move,
      paymentOf(move, ['NOT_PAID', 'PAID', 'FULLY_REFUNDED', 'PAID'][index] ?? '', dayOf(index + 2)),
    ]);

    const verdicts = deliverAll([placed, ...both].flatMap((delivery) => delivery ?? []));

    expect(verdicts.flatMap(({ changes }) => changes.map(({ occurrence }) => occurrence))).toEqual([
      'paid-unknown',
      '1',
      'paid-unknown-after-refunds-of-40',
      '1~2',
    ]);
  });

  it('tells part refunds apart by their sum, from the activities where no summary has it', () => {
    const refunds = (...amounts: string[]): PayloadChanges => ({
      'entity.paymentStatus': 'PARTIALLY_REFUNDED',
      'entity.activities': amounts.map((amount, index) => ({
        type: 'ORDER_REFUNDED',
        _createdDate: `2023-02-0${String(index + 2)}T09:59:59.000Z`,
        orderRefunded: { amount: { amount } },
      })),
    });

    expect(
      told([
        update(1, { 'entity.paymentStatus': 'PAID' }),
        update(2, refunds('10.00')),
        update(3, refunds('10.00', '0.50')),
        update(4, refunds('10.00', '0.50')),
      ]),
    ).toEqual([
      'first-seen',
      'changed order-partially-refunded:after-refunds-of-0 compared',
      'changed order-partially-refunded:after-refunds-of-10 compared',
      'no-change',
    ]);
  });
});

describe('a payment that is taken back and made again', () => {
  it('is told each time, though the same sum is paid', () => {
    const statuses = ['NOT_PAID', 'PAID', 'NOT_PAID', 'PAID', 'NOT_PAID', 'PAID'];
    const balances: Readonly<Record<string, string>> = { PAID: '0.00', NOT_PAID: '40.00' };
    const updates = statuses.map((status, index) =>
      update(index + 1, {
        'entity.paymentStatus': status,
        'entity.balanceSummary.balance.amount': balances[status] ?? '',
      }),
    );

    expect(told(updates)).toEqual([
      'first-seen',
      'changed order-paid:paid-40 compared',
      'changed order-payment-reversed:1 compared',
      'changed order-paid:paid-40+1 compared',
      'changed order-payment-reversed:1~2 compared',
      'changed order-paid:paid-40+2 compared',
    ]);
  });
});

describe('one refund that both handlers tell', () => {
  const refunded = { 'entity.paymentStatus': 'FULLY_REFUNDED' };
  const withSum = {
    ...refunded,
    '+entity.activities.1': {
      type: 'ORDER_REFUNDED',
      _createdDate: '2023-02-02T10:00:00.064Z',
      orderRefunded: { amount: { amount: '40.00' } },
    },
  };
  const paid = update(1, { 'entity.paymentStatus': 'PAID' });
  const bare = update(2, refunded);
  const full = update(3, withSum);

  it.each([
    ['the payment is told after the sum was recorded', [bare, paymentOf(full, 'PAID', dayOf(3))]],
    ['the update is told after the sum was recorded', [paymentOf(bare, 'PAID', dayOf(2)), full]],
    ['the payment arrives late', [full, paymentOf(bare, 'PAID', dayOf(2))]],
    ['the update arrives late', [paymentOf(full, 'PAID', dayOf(3)), bare]],
  ])('is told once when %s', (_when, both) => {
    const kinds = deliverAll([paid, ...both]).flatMap(({ changes }) => changes.map(({ kind }) => kind));

    expect(kinds).toEqual(['order-refunded']);
  });
});

describe('an archive that goes to and fro', () => {
  it('is counted, because nothing in the order tells the times apart', () => {
    const toggles = [false, true, false, true, false].map((archived, index) =>
      update(index + 1, { 'entity.archived': archived }),
    );

    expect(told(toggles)).toEqual([
      'first-seen',
      'changed order-archived:1 compared',
      'changed order-unarchived:1 compared',
      'changed order-archived:1~2 compared',
      'changed order-unarchived:1~2 compared',
    ]);
  });
});

describe('an address that goes to and fro', () => {
  it('is told each time', () => {
    const emails = ['a@x', 'b@x', 'a@x', 'b@x'].map((email, index) =>
      update(index + 1, { 'entity.buyerInfo.email': email }),
    );

    expect(deliverAll(emails).map(({ changes }) => changes.map(({ current }) => current))).toEqual([
      [],
      [{ fields: ['buyer.email'] }],
      [{ fields: ['buyer.email'] }],
      [{ fields: ['buyer.email'] }],
    ]);
  });
});

function dayOf(day: number): string {
  return `2023-02-0${String(day)}T10:00:00.000000Z`;
}

function update(day: number, changes: PayloadChanges = {}): Delivery {
  const times = { 'metadata.id': `event-${String(day)}`, 'metadata.eventTime': dayOf(day) };
  return { handler: 'wixEcom_onOrderUpdated', raw: changed(order, { ...times, ...changes }) };
}

/** What the payment handler is called with for the order of an update. */
function paymentOf({ raw }: Delivery, previousPaymentStatus: string, eventTime: string): Delivery {
  const metadata = { id: `payment at ${eventTime}`, eventTime };
  return {
    handler: 'wixEcom_onOrderPaymentStatusUpdated',
    raw: { metadata, data: { order: valueAt(raw, 'entity'), previousPaymentStatus } },
  };
}

/** The verdict of each delivery with its changes, their occurrences and their evidence. */
function told(deliveries: readonly Delivery[]): string[] {
  return deliverAll(deliveries).map(({ verdict, changes }) =>
    [verdict, ...changes.map(({ kind, occurrence, evidence }) => `${kind}:${occurrence} ${evidence}`)].join(' '),
  );
}
