import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { deliverAll, type Delivery } from '../timeline/deliver.ts';

const shop = 'wixEcom_onOrderUpdated' as const;
const plans = 'wixPricingPlans_onOrderUpdated' as const;

function shopOrder(day: number, changes: PayloadChanges): Delivery {
  const time = `2023-02-0${String(day)}T10:00:00.000000Z`;
  return {
    handler: shop,
    raw: changed(documentedPayload(shop), {
      ...changes,
      'metadata.id': time,
      'metadata.eventTime': time,
      'entity._updatedDate': time,
    }),
  };
}

function planOrder(day: number, changes: PayloadChanges): Delivery {
  const time = `2023-02-0${String(day)}T10:00:00.000000Z`;
  const online = { 'entity.type': 'ONLINE', 'entity.status': 'ACTIVE', 'entity.lastPaymentStatus': 'PAID' };
  const own = { 'metadata.id': time, 'metadata.eventTime': time, 'entity._updatedDate': time };
  return { handler: plans, raw: changed(documentedPayload(plans), { ...online, ...changes, ...own }) };
}

function shownBy(deliveries: readonly Delivery[]): [string, unknown][] {
  return deliverAll(deliveries).flatMap(({ changes }) =>
    changes.map(({ kind, current }): [string, unknown] => [kind, current]),
  );
}

const introductoryPrice = {
  'entity.pricing.prices': [
    { duration: { cycleFrom: 1, numberOfCycles: 1 }, price: { total: '5', currency: 'EUR' } },
    { duration: { cycleFrom: 2 }, price: { total: '30.00', currency: 'EUR' } },
  ],
};

describe('the amounts of a change in the shop', () => {
  const paid = shopOrder(1, { 'entity.paymentStatus': 'PAID' });
  const refunded = shopOrder(2, {
    'entity.paymentStatus': 'PARTIALLY_REFUNDED',
    '+entity.balanceSummary.refunded': { amount: '12.50' },
    '+entity.balanceSummary.paid': { amount: '40.00' },
  });

  it('are those of the refund, whichever event comes first', () => {
    const shown = { paymentStatus: 'PARTIALLY_REFUNDED', refund: '12.5', refunded: '12.5' };

    expect(shownBy([paid, refunded])).toContainEqual(['order-partially-refunded', shown]);
    expect(shownBy([refunded, paid])).toContainEqual(['order-partially-refunded', shown]);
  });

  it('are, where no sum is printed, those of the refunds that the order notes', () => {
    const noted = (day: number, amount: string | undefined): JsonObject => ({
      type: 'ORDER_REFUNDED',
      _createdDate: `2023-02-0${String(day)}T09:59:59.000Z`,
      orderRefunded: amount === undefined ? {} : { amount: { amount } },
    });
    const refundedFor = (...amounts: (string | undefined)[]): Delivery =>
      shopOrder(2, {
        'entity.paymentStatus': 'FULLY_REFUNDED',
        'entity.activities': amounts.map((amount, index) => noted(index + 1, amount)),
      });

    expect(shownBy([paid, refundedFor('10.00', '30.00')])).toContainEqual([
      'order-refunded',
      { paymentStatus: 'FULLY_REFUNDED', refund: '40', refunded: '40' },
    ]);
    expect(shownBy([paid, refundedFor('10.00', undefined)])).toContainEqual([
      'order-refunded',
      { paymentStatus: 'FULLY_REFUNDED' },
    ]);
    const refunding = shopOrder(1, {
      'entity.paymentStatus': 'PAID',
      'entity.activities': [{ type: 'PAYMENT_REFUNDED', _createdDate: '2023-02-01T09:59:58.000Z' }],
    });
    expect(shownBy([refunding, refundedFor('40.00')])).toContainEqual([
      'order-refunded',
      { paymentStatus: 'FULLY_REFUNDED', refund: '40', refunded: '40' },
    ]);
    expect(shownBy([paid, refundedFor()])).toContainEqual(['order-refunded', { paymentStatus: 'FULLY_REFUNDED' }]);
  });

  it('are told again when more is paid', () => {
    const [first, second] = ['40.00', '55.00'].map((amount, index) =>
      shopOrder(index + 1, {
        'entity.paymentStatus': 'PAID',
        '+entity.balanceSummary.paid': { amount },
        'entity.priceSummary.total.amount': amount,
      }),
    );
    if (first === undefined || second === undefined) throw new Error('There are two');

    expect(shownBy([first, second])).toContainEqual([
      'order-paid',
      { paymentStatus: 'PAID', total: '55', paid: '55', balance: '40' },
    ]);
  });

  it('leave out what Wix did not print', () => {
    const unprinted = shopOrder(2, { 'entity.paymentStatus': 'PARTIALLY_PAID', 'entity.balanceSummary': undefined });
    const first = shopOrder(1, { 'entity.balanceSummary': undefined });

    expect(shownBy([first, unprinted])).toContainEqual([
      'order-partially-paid',
      { paymentStatus: 'PARTIALLY_PAID', total: '40' },
    ]);
  });
});

describe('the price of a plan that costs 5 for the first cycle and 30 for each further one', () => {
  const first = planOrder(1, { ...introductoryPrice, '+entity.currentCycle': { index: 1 } });
  const second = planOrder(2, { ...introductoryPrice, '+entity.currentCycle': { index: 2 } });

  it('is that of the cycle that is renewed, whichever event comes first', () => {
    const renewed = ['order-renewed', { lastPaymentStatus: 'PAID', cycleIndex: 2, total: '30' }];

    expect(shownBy([first, second])).toContainEqual(renewed);
    expect(shownBy([second, first])).toContainEqual(renewed);
  });

  it.each([
    ['a failed payment of the first cycle', 1, '5'],
    ['a failed payment of the fourth cycle', 4, '30'],
  ])('is that of %s', (_what, index, total) => {
    const cycle = { ...introductoryPrice, '+entity.currentCycle': { index } };
    const failed = planOrder(2, { ...cycle, 'entity.lastPaymentStatus': 'FAILED' });

    expect(shownBy([planOrder(1, cycle), failed])).toContainEqual([
      'order-payment-failed',
      { lastPaymentStatus: 'FAILED', total },
    ]);
  });

  it('is left out where the event shows a later cycle and no price', () => {
    const renewed = planOrder(2, {
      'entity.pricing': undefined,
      'entity.priceDetails': undefined,
      '+entity.currentCycle': { index: 2 },
    });

    expect(shownBy([first, renewed])).toContainEqual(['order-renewed', { lastPaymentStatus: 'PAID', cycleIndex: 2 }]);
  });

  it('is left out for a cycle that comes before the one that is priced', () => {
    const draft = planOrder(1, { 'entity.status': 'DRAFT', 'entity.lastPaymentStatus': 'UNPAID' });
    const bought = planOrder(2, { ...introductoryPrice, '+entity.currentCycle': { index: 3 } });

    expect(shownBy([draft, bought])).toContainEqual(['order-paid', { lastPaymentStatus: 'PAID' }]);
  });
});
