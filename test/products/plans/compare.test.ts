import { comparePlanOrders } from '../../../src/backend/order-events/products/plans/compare.ts';
import type { PlanSnapshot } from '../../../src/backend/order-events/products/plans/snapshot.ts';
import { dateText } from '../../support/typed-texts.ts';

const pausedAt = dateText('2022-08-01T10:00:00.000Z');
const resumedAt = dateText('2022-08-01T11:00:00.000Z');
const active: PlanSnapshot = { product: 'wix-pricing-plans', status: 'ACTIVE', pauses: [] };

describe('the pauses of a plan order', () => {
  it.each<[string, Partial<PlanSnapshot>, Partial<PlanSnapshot>, string[]]>([
    [
      'that began and ended between two events are told, both',
      {},
      { pauses: [{ pausedAt, resumedAt }] },
      [`order-paused ${pausedAt}`, `order-resumed ${pausedAt}`],
    ],
    [
      'that ended and began again are told as they were',
      { status: 'PAUSED', pauses: [{ pausedAt, resumedAt: undefined }] },
      {
        status: 'PAUSED',
        pauses: [
          { pausedAt, resumedAt },
          { pausedAt: resumedAt, resumedAt: undefined },
        ],
      },
      [`order-resumed ${pausedAt}`, `order-paused ${resumedAt}`],
    ],
    [
      'are told by the status where the periods are unknown',
      { pauses: undefined },
      { status: 'PAUSED' },
      ['order-paused unknown-pause'],
    ],
    [
      'are told by the status where the first event had no periods',
      { pauses: undefined },
      { status: 'PAUSED', pauses: [{ pausedAt, resumedAt: undefined }] },
      [`order-paused ${pausedAt}`],
    ],
    [
      'end by the status where the periods are unknown',
      { status: 'PAUSED', pauses: undefined },
      { pauses: undefined },
      ['order-resumed unknown-pause'],
    ],
    [
      'are told by the status where the periods do not show them',
      {},
      { status: 'PAUSED', pauses: undefined },
      ['order-paused unknown-pause'],
    ],
    [
      'that are known are not told again',
      { pauses: [{ pausedAt, resumedAt }] },
      { pauses: [{ pausedAt, resumedAt }] },
      [],
    ],
    [
      'are no news of an order that is over',
      {},
      { status: 'ENDED', pauses: [{ pausedAt, resumedAt }] },
      ['order-ended 1'],
    ],
  ])('%s', (_what, before, after, told) => {
    const findings = comparePlanOrders({ ...active, ...before }, { ...active, ...after });

    expect(findings.map(({ kind, occurrence }) => `${kind} ${occurrence}`)).toEqual(told);
  });

  it('are dated by their own instants', () => {
    const findings = comparePlanOrders(active, { ...active, pauses: [{ pausedAt, resumedAt }] });

    expect(findings.map(({ at }) => at)).toEqual([pausedAt, resumedAt]);
  });
});

describe('the dates of a plan order', () => {
  const start = dateText('2022-08-01T00:00:00.000Z');
  const end = dateText('2022-09-01T00:00:00.000Z');

  it.each<[string, Partial<PlanSnapshot>, string[]]>([
    [
      'that move together are a new start',
      { startAt: dateText('2022-08-02T00:00:00.000Z'), endAt: dateText('2022-09-02T00:00:00.000Z') },
      ['start-date-changed'],
    ],
    [
      'that move apart are both told',
      { startAt: dateText('2022-08-02T00:00:00.000Z'), endAt: dateText('2022-09-05T00:00:00.000Z') },
      ['end-date-postponed', 'start-date-changed'],
    ],
    [
      'of which the end moves less are brought forward',
      { startAt: dateText('2022-08-05T00:00:00.000Z'), endAt: dateText('2022-09-02T00:00:00.000Z') },
      ['end-date-brought-forward', 'start-date-changed'],
    ],
    [
      'of which only the start moves are a new start',
      { startAt: dateText('2022-08-02T00:00:00.000Z') },
      ['start-date-changed'],
    ],
    ['that appear or disappear are no news', { startAt: undefined, endAt: undefined }, []],
    [
      'that move by a pause that ended are no news',
      { endAt: dateText('2022-09-01T01:00:00.000Z'), pauses: [{ pausedAt, resumedAt }] },
      ['order-paused', 'order-resumed'],
    ],
    [
      'that move by a pause, but for a millisecond of print, are no news',
      { endAt: dateText('2022-09-01T01:00:00.001Z'), pauses: [{ pausedAt, resumedAt }] },
      ['order-paused', 'order-resumed'],
    ],
    [
      'that move by two milliseconds more are',
      { endAt: dateText('2022-09-01T01:00:00.002Z'), pauses: [{ pausedAt, resumedAt }] },
      ['order-paused', 'order-resumed', 'end-date-postponed'],
    ],
    [
      'that move by a pause and a new start are a new start',
      {
        startAt: dateText('2022-08-02T00:00:00.000Z'),
        endAt: dateText('2022-09-02T01:00:00.000Z'),
        pauses: [{ pausedAt, resumedAt }],
      },
      ['order-paused', 'order-resumed', 'start-date-changed'],
    ],
  ])('%s', (_what, after, told) => {
    const before = { ...active, startAt: start, endAt: end };

    const findings = comparePlanOrders(before, { ...before, ...after });

    expect(findings.map(({ kind }) => kind)).toEqual(told);
  });
});

describe('the payments of a plan order', () => {
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

    expect(comparePlanOrders(before, { ...before, paymentStatus })).toEqual([]);
  });
});
