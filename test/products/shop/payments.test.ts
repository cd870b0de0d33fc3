import {
  findPaymentTransition,
  shopPaymentFindings,
} from '../../../src/backend/order-events/products/shop/payments.ts';
import type { ShopSnapshot } from '../../../src/backend/order-events/products/shop/snapshot.ts';
import { dateText, decimal } from '../../support/typed-texts.ts';

/** Amounts as they are typed here. */
interface Shown {
  readonly status?: string;
  readonly total?: string;
  readonly balance?: string;
  readonly paid?: string;
  readonly refunded?: string;
}

function orderOf({ status, total, balance, paid, refunded }: Shown): ShopSnapshot {
  const amount = (text: string | undefined) => (text === undefined ? undefined : decimal(text));
  return {
    product: 'wix-ecom',
    paymentStatus: status,
    total: amount(total),
    balance: amount(balance),
    paid: amount(paid),
    refunded: amount(refunded),
  };
}

function told(before: Shown, after: Shown): string[] {
  return shopPaymentFindings(orderOf(before), orderOf(after)).map(({ kind, occurrence }) => `${kind} ${occurrence}`);
}

describe('a payment status that an order gets into', () => {
  it.each<[string, string, string[]]>([
    ['NOT_PAID', 'PAID', ['order-paid paid-unknown']],
    ['NOT_PAID', 'PARTIALLY_PAID', ['order-partially-paid paid-unknown']],
    ['NOT_PAID', 'PENDING', ['order-payment-pending 1']],
    ['NOT_PAID', 'PENDING_MERCHANT', ['order-payment-pending 1']],
    ['PENDING', 'DECLINED', ['order-payment-declined 1']],
    ['PENDING', 'CANCELED', ['order-payment-canceled 1']],
    ['PAID', 'FULLY_REFUNDED', ['order-refunded 1']],
    ['PAID', 'PARTIALLY_REFUNDED', ['order-partially-refunded after-refunds-of-0']],
    ['PAID', 'NOT_PAID', ['order-payment-reversed 1']],
    ['PARTIALLY_PAID', 'NOT_PAID', ['order-payment-reversed 1']],
    ['PENDING', 'NOT_PAID', []],
    ['FULLY_REFUNDED', 'NOT_PAID', []],
    ['NOT_PAID', 'CHARGED_BACK', []],
    ['PAID', 'PAID', []],
  ])('from %s is %s: %p', (before, after, findings) => {
    expect(told({ status: before }, { status: after })).toStrictEqual(findings);
  });

  it('is no news while either status is unknown', () => {
    expect(told({}, { status: 'PAID' })).toStrictEqual([]);
    expect(told({ status: 'PAID' }, {})).toStrictEqual([]);
  });

  it.each<[string | null, string[]]>([
    [null, ['order-paid']],
    ['NOT_PAID', ['order-paid']],
  ])('is told as an event reports it, from %p', (previous, kinds) => {
    const findings = findPaymentTransition(previous, 'PAID', orderOf({ status: 'PAID' }));

    expect(findings).toMatchObject(kinds.map((kind) => ({ kind, previous: { paymentStatus: previous } })));
    expect(findings).toHaveLength(1);
  });

  it('can come about again where nothing in the order tells the times apart', () => {
    const [paid, unknown, declined, refunded] = [
      shopPaymentFindings(orderOf({ status: 'NOT_PAID' }), orderOf({ status: 'PAID', paid: '40' })),
      shopPaymentFindings(orderOf({ status: 'NOT_PAID' }), orderOf({ status: 'PAID' })),
      shopPaymentFindings(orderOf({ status: 'NOT_PAID' }), orderOf({ status: 'DECLINED' })),
      shopPaymentFindings(orderOf({ status: 'PAID' }), orderOf({ status: 'PARTIALLY_REFUNDED' })),
    ];

    expect(paid).toMatchObject([{ canRepeat: false, restartedBy: 'order-payment-reversed' }]);
    expect(unknown).toMatchObject([{ canRepeat: true, restartedBy: 'order-payment-reversed' }]);
    expect(declined).toMatchObject([{ canRepeat: true }]);
    expect(refunded).toMatchObject([{ canRepeat: true }]);
  });
});

describe('an order that was paid and is paid in part', () => {
  it.each<[string, Shown, Shown, string[]]>([
    ['was edited where no more was paid', { paid: '40' }, { paid: '40' }, []],
    ['was edited where nobody says what was paid', {}, {}, []],
    ['got a further payment where more was paid', { paid: '40' }, { paid: '45' }, ['order-partially-paid paid-45']],
  ])('%s', (_what, before, after, findings) => {
    for (const status of ['PAID', 'PARTIALLY_REFUNDED', 'FULLY_REFUNDED']) {
      expect(told({ status, ...before }, { status: 'PARTIALLY_PAID', ...after })).toStrictEqual(findings);
    }
  });

  it('was edited where only an event reports it, and else is as the event says', () => {
    const partlyPaid = orderOf({ status: 'PARTIALLY_PAID', paid: '40' });

    expect(findPaymentTransition('PAID', 'PARTIALLY_PAID', partlyPaid)).toStrictEqual([]);
    expect(findPaymentTransition(null, 'PARTIALLY_PAID', partlyPaid)).toHaveLength(1);
    expect(findPaymentTransition('NOT_PAID', 'PARTIALLY_PAID', partlyPaid)).toHaveLength(1);
  });
});

describe('one payment is told from the next', () => {
  it.each<[string, Shown, string]>([
    ['by all that was paid', { paid: '40', total: '100', balance: '10' }, 'paid-40'],
    ['else by what of the total is not left to pay', { total: '100', balance: '10' }, 'paid-90'],
    ['by neither where all is left to pay', { total: '100', balance: '100' }, 'paid-unknown'],
    ['by neither where nothing is said to be paid', { paid: '0', total: '100', balance: '10' }, 'paid-unknown'],
    ['by neither where the total is not known', { balance: '10' }, 'paid-unknown'],
    ['by neither where the balance is not known', { total: '100' }, 'paid-unknown'],
    ['by what was refunded before', { paid: '40', refunded: '10' }, 'paid-40-after-refunds-of-10'],
    ['not by refunds of nothing', { paid: '40', refunded: '0' }, 'paid-40'],
  ])('%s', (_what, shown, occurrence) => {
    expect(told({ status: 'NOT_PAID' }, { status: 'PAID', ...shown })).toEqual([`order-paid ${occurrence}`]);
  });

  it.each<[string, Shown, Shown, string[]]>([
    ['PAID where more was paid', { paid: '40' }, { paid: '55' }, ['order-paid paid-55']],
    ['PAID where the same was paid', { paid: '40' }, { paid: '40' }, []],
    ['PAID where less was paid', { paid: '55' }, { paid: '40' }, []],
    ['PAID where nothing was said to be paid before', { paid: '0' }, { paid: '40' }, []],
    ['PAID where nobody said what was paid before', {}, { paid: '40' }, []],
    ['PAID where only the balance is less', { total: '50', balance: '10' }, { total: '50', balance: '0' }, []],
    [
      'PARTIALLY_REFUNDED where more was refunded',
      { refunded: '10' },
      { refunded: '15' },
      ['order-partially-refunded after-refunds-of-10'],
    ],
    ['PARTIALLY_REFUNDED where the same was refunded', { refunded: '10' }, { refunded: '10' }, []],
    ['PARTIALLY_PAID where more was paid', { paid: '10' }, { paid: '20' }, ['order-partially-paid paid-20']],
    ['PARTIALLY_PAID where the same was paid', { paid: '10' }, { paid: '10' }, []],
    [
      'PARTIALLY_PAID where the sums say the same and the balance less',
      { paid: '10', balance: '30' },
      { paid: '10', balance: '20' },
      [],
    ],
    [
      'PARTIALLY_PAID where only the balance is known, and less',
      { balance: '30' },
      { balance: '20' },
      ['order-partially-paid paid-unknown'],
    ],
    [
      'PARTIALLY_PAID where the balance is less, and what was paid is known only now',
      { balance: '30' },
      { balance: '20', paid: '20' },
      ['order-partially-paid paid-20'],
    ],
    [
      'PARTIALLY_PAID where the balance is less, and the event does not say what was paid',
      { balance: '30', paid: '10' },
      { balance: '20' },
      ['order-partially-paid paid-unknown'],
    ],
    ['PARTIALLY_PAID where only the balance is known, and more', { balance: '20' }, { balance: '30' }, []],
    ['DECLINED where the balance is less', { balance: '30' }, { balance: '20' }, []],
  ])('in an order that stays %s, or not', (what, before, after, findings) => {
    const status = String(what.split(' ')[0]);

    expect(told({ status, ...before }, { status, ...after })).toStrictEqual(findings);
  });
});

describe('a payment that the order notes', () => {
  it.each([
    ['NOT_PAID', 'PAID', 'ORDER_PAID'],
    ['NOT_PAID', 'PARTIALLY_PAID', 'ORDER_PARTIALLY_PAID'],
    ['NOT_PAID', 'PENDING', 'PAYMENT_PENDING'],
    ['NOT_PAID', 'DECLINED', 'PAYMENT_DECLINED'],
    ['NOT_PAID', 'CANCELED', 'PAYMENT_CANCELED'],
    ['PAID', 'FULLY_REFUNDED', 'ORDER_REFUNDED'],
    ['PAID', 'PARTIALLY_REFUNDED', 'ORDER_REFUNDED'],
  ])('is as old as its note: from %s to %s by %s', (before, after, type) => {
    const at = dateText('2023-01-16T14:40:02.184Z');
    const known = { ...orderOf({ status: before }), activities: [] };

    const findings = shopPaymentFindings(known, { ...orderOf({ status: after }), activities: [{ type, at }] });

    expect(findings).toMatchObject([{ at: '2023-01-16T14:40:02.184Z' }]);
  });
});

describe('what a payment came to', () => {
  const shown = { total: '100', paid: '40', balance: '60', refunded: '15' };

  it('is the total, all that was paid and what is left', () => {
    expect(shopPaymentFindings(orderOf({ status: 'NOT_PAID' }), orderOf({ status: 'PAID', ...shown }))).toMatchObject([
      { current: { paymentStatus: 'PAID', total: '100', paid: '40', balance: '60' } },
    ]);
  });

  it.each<[string, Shown, object]>([
    ['what is refunded more than before', { refunded: '5' }, { refund: '10', refunded: '15' }],
    ['nothing where the same was refunded before', { refunded: '15' }, { refunded: '15' }],
    ['nothing where more was refunded before', { refunded: '20' }, { refunded: '15' }],
    ['nothing where nobody knows what was refunded before', {}, { refunded: '15' }],
  ])('is, of a refund, %s', (_what, before, amounts) => {
    for (const [status, after] of [
      ['PAID', 'FULLY_REFUNDED'],
      ['PAID', 'PARTIALLY_REFUNDED'],
    ] as const) {
      const [finding] = shopPaymentFindings(orderOf({ status, ...before }), orderOf({ status: after, ...shown }));

      expect(finding?.current).toEqual({ paymentStatus: after, ...amounts });
    }
  });

  it('is, of a refund, the sum of the refunds that are noted where each says how much', () => {
    const at = dateText('2023-01-16T14:40:02.184Z');
    const noted = (...amounts: (string | undefined)[]): ShopSnapshot['activities'] => [
      { type: 'ORDER_PLACED', at },
      ...amounts.map((amount) => ({
        type: 'ORDER_REFUNDED',
        at,
        ...(amount === undefined ? {} : { amount: decimal(amount) }),
      })),
    ];
    const currentOf = (activities: ShopSnapshot['activities']) =>
      shopPaymentFindings(
        { ...orderOf({ status: 'PAID' }), activities: [] },
        { ...orderOf({ status: 'FULLY_REFUNDED' }), activities },
      ).map(({ current }) => current);

    expect(currentOf(noted('10', '30.5'))).toEqual([{ paymentStatus: 'FULLY_REFUNDED', refund: '40.5' }]);
    expect(currentOf(noted('10', undefined))).toEqual([{ paymentStatus: 'FULLY_REFUNDED' }]);
    expect(currentOf(noted())).toEqual([{ paymentStatus: 'FULLY_REFUNDED' }]);
  });
});
