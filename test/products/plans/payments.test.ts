import { comparePlanOrders } from '../../../src/backend/order-events/products/plans/compare.ts';
import type { PlanSnapshot } from '../../../src/backend/order-events/products/plans/snapshot.ts';
import { dateText, decimal } from '../../support/typed-texts.ts';

const active: PlanSnapshot = { product: 'wix-pricing-plans', status: 'ACTIVE', pauses: [] };

describe('the payments of a plan order', () => {
  function toldOf(before: Partial<PlanSnapshot>, after: Partial<PlanSnapshot>): string[] {
    return comparePlanOrders({ ...active, ...before }, { ...active, ...after })
      .filter(({ kind }) => kind !== 'cycle-started' && kind !== 'order-started')
      .map(({ kind, occurrence }) => `${kind} ${occurrence}`);
  }

  it.each<[string, Partial<PlanSnapshot>, Partial<PlanSnapshot>, string[]]>([
    [
      'are one in each cycle of an online order that stays paid',
      { paymentStatus: 'PAID', cycleIndex: 1, paymentCycle: 1 },
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2 },
      ['order-renewed cycle-2'],
    ],
    [
      'are none in the same cycle',
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2 },
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2 },
      [],
    ],
    [
      'are none in a cycle that comes late',
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2 },
      { paymentStatus: 'PAID', cycleIndex: 1, paymentCycle: 1 },
      [],
    ],
    [
      'are none in a new cycle of an offline order that stays paid',
      { paymentStatus: 'PAID', cycleIndex: 1, paymentCycle: 1, isOffline: true },
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2, isOffline: true },
      [],
    ],
    [
      'are none in a new cycle that stays unpaid',
      { paymentStatus: 'FAILED', cycleIndex: 1, paymentCycle: 1 },
      { paymentStatus: 'FAILED', cycleIndex: 2, paymentCycle: 2 },
      [],
    ],
    [
      'are one of a cycle that an event showed without them',
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 1 },
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2 },
      ['order-renewed cycle-2'],
    ],
    [
      'are one of a new cycle where only the cycle was known',
      { cycleIndex: 1 },
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2 },
      ['order-renewed cycle-2'],
    ],
    [
      'are unknown where neither status nor cycle was known',
      {},
      { paymentStatus: 'PAID', cycleIndex: 2, paymentCycle: 2 },
      [],
    ],
    ['are unknown where the cycle is not', { cycleIndex: 1 }, { paymentStatus: 'PAID' }, []],
    ['are no news where the event does not show them', { paymentStatus: 'PAID' }, { paymentStatus: undefined }, []],
    [
      'are the purchase where a draft goes on, in whatever cycle',
      { status: 'DRAFT' },
      { paymentStatus: 'PAID', cycleIndex: 3, paymentCycle: 3 },
      ['order-paid cycle-1'],
    ],
    [
      'are no renewal in a later cycle of an offline order',
      { paymentStatus: 'UNPAID', isOffline: true },
      { paymentStatus: 'PAID', cycleIndex: 3, isOffline: true },
      ['order-paid cycle-3'],
    ],
    ['can be refunded', { paymentStatus: 'PAID' }, { paymentStatus: 'REFUNDED' }, ['order-refunded cycle-1']],
    [
      'can be on their way',
      { paymentStatus: 'UNPAID' },
      { paymentStatus: 'PENDING' },
      ['order-payment-pending cycle-1'],
    ],
    ['place no order twice', { status: 'DRAFT' }, { status: 'PENDING', paymentStatus: 'PAID' }, ['order-paid cycle-1']],
  ])('%s', (_what, before, after, told) => {
    expect(toldOf(before, after)).toStrictEqual(told);
  });

  it('can be made again after a refund, and else once in a cycle', () => {
    const paid = { ...active, paymentStatus: 'PAID' };

    expect(comparePlanOrders({ ...active, paymentStatus: 'REFUNDED' }, paid)).toMatchObject([{ canRepeat: true }]);
    expect(comparePlanOrders({ ...active, paymentStatus: 'UNPAID' }, paid)).toMatchObject([{ canRepeat: false }]);
  });

  it('show the status before, which of a draft is unpaid, and are no older than their cycle', () => {
    const cycleStartedAt = dateText('2022-08-01T00:00:00.000Z');
    const paid = { ...active, status: 'PENDING', paymentStatus: 'PAID', cycleStartedAt };

    expect(comparePlanOrders({ ...active, status: 'DRAFT' }, paid)).toMatchObject([
      {
        previous: { lastPaymentStatus: 'UNPAID' },
        current: { lastPaymentStatus: 'PAID' },
        notBefore: '2022-08-01T00:00:00.000Z',
      },
    ]);
  });

  it.each<[string, number, Partial<PlanSnapshot>, object]>([
    ['in the first of the priced cycles', 2, { pricedCycles: { first: 2, last: 3 } }, { total: '30' }],
    ['in the last of the priced cycles', 3, { pricedCycles: { first: 2, last: 3 } }, { total: '30' }],
    ['where no other price follows', 9, { pricedCycles: { first: 2, last: undefined } }, { total: '30' }],
    ['or nothing before the priced cycles', 2, { pricedCycles: { first: 3, last: undefined } }, {}],
    ['or nothing after the priced cycles', 4, { pricedCycles: { first: 2, last: 3 } }, {}],
    ['or nothing where nobody knows for which cycles', 2, { pricedCycles: undefined }, {}],
    ['or nothing where nobody knows', 2, { pricedCycles: { first: 2, last: 3 }, total: undefined }, {}],
  ])('show what the cycle costs %s', (_where, cycleIndex, priced, total) => {
    const before = { ...active, paymentStatus: 'UNPAID', cycleIndex, total: decimal('30'), ...priced };
    const [finding] = comparePlanOrders(before, { ...before, paymentStatus: 'PAID' });

    expect(finding?.current).toStrictEqual({ lastPaymentStatus: 'PAID', cycleIndex, ...total });
  });

  it.each<[number | undefined, string]>([
    [undefined, 'cycle-1'],
    [0, 'cycle-1'],
    [1, 'cycle-1'],
    [3, 'cycle-3'],
  ])('belong to the cycle in which they fell due: %p gives %s', (cycleIndex, occurrence) => {
    const before = { ...active, cycleIndex, paymentStatus: 'UNPAID' };

    const findings = comparePlanOrders(before, { ...before, paymentStatus: 'FAILED' });

    expect(findings).toMatchObject([{ kind: 'order-payment-failed', occurrence, canRepeat: true }]);
  });

  it('is one when a draft, which need not say that it is not paid, goes on as paid', () => {
    const draft = { ...active, status: 'DRAFT' };

    expect(comparePlanOrders(draft, { ...active, paymentStatus: 'PAID' })).toMatchObject([
      { kind: 'order-started' },
      { kind: 'order-paid', occurrence: 'cycle-1' },
    ]);
  });

  it.each(['UNPAID', 'NOT_APPLICABLE'])('are no news when they become %s', (paymentStatus) => {
    const before = { ...active, paymentStatus: 'PAID' };

    expect(comparePlanOrders(before, { ...before, paymentStatus })).toStrictEqual([]);
  });
});
