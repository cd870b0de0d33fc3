import { proveByPlanName } from '../../../src/backend/order-events/products/plans/prove-by-name.ts';
import type { ChangeKind } from '../../../src/backend/order-events/changes/change.ts';
import type { PlanOrder } from '../../../src/backend/order-events/products/plans/order.ts';
import type { PlanSnapshot } from '../../../src/backend/order-events/products/plans/snapshot.ts';
import { dateText } from '../../support/typed-texts.ts';
import { parsedPlanOrder } from '../../support/parsed-order.ts';

const AT = dateText('2022-08-01T10:00:00.000Z');
const EARLIER = dateText('2022-08-01T09:00:00.000Z');
const LATER = dateText('2022-08-01T11:00:00.000Z');

interface Shown {
  readonly order?: Partial<PlanOrder>;
  readonly observed?: Partial<PlanSnapshot>;
  readonly known?: Partial<PlanSnapshot>;
}

/** What an event of ten o'clock proves by its name. */
function proofOf(proves: readonly ChangeKind[], { order, observed, known }: Shown = {}) {
  const product = 'wix-pricing-plans';
  return proveByPlanName({
    proves,
    order: { ...parsedPlanOrder({ entity: { _id: 'order-1' } }), ...order },
    observed: { product, ...observed },
    known: known && { product, ...known },
    at: AT,
  });
}

it('a name that proves nothing leaves what the event shows', () => {
  expect(proofOf([], { observed: { status: 'ACTIVE' } })).toEqual({
    findings: [],
    snapshot: { product: 'wix-pricing-plans', status: 'ACTIVE' },
  });
});

describe('the name’s status', () => {
  it.each<[ChangeKind, string | undefined, string | undefined]>([
    ['order-started', undefined, 'ACTIVE'],
    ['order-started', 'DRAFT', 'ACTIVE'],
    ['order-started', 'PENDING', 'ACTIVE'],
    ['order-started', 'PAUSED', 'PAUSED'],
    ['order-paused', undefined, 'PAUSED'],
    ['order-paused', 'ACTIVE', 'PAUSED'],
    ['order-paused', 'CANCELED', 'PAUSED'],
    ['order-paused', 'ENDED', 'PAUSED'],
    ['order-paused', 'PENDING', 'PENDING'],
    ['order-resumed', undefined, 'ACTIVE'],
    ['order-resumed', 'PAUSED', 'ACTIVE'],
    ['order-resumed', 'CANCELED', 'CANCELED'],
    ['order-canceled', undefined, 'CANCELED'],
    ['order-canceled', 'DRAFT', 'CANCELED'],
    ['order-canceled', 'PENDING', 'CANCELED'],
    ['order-canceled', 'ACTIVE', 'CANCELED'],
    ['order-canceled', 'PAUSED', 'CANCELED'],
    ['order-canceled', 'ENDED', 'ENDED'],
    ['order-ended', undefined, 'ENDED'],
    ['order-ended', 'DRAFT', 'ENDED'],
    ['order-ended', 'PENDING', 'ENDED'],
    ['order-ended', 'ACTIVE', 'ENDED'],
    ['order-ended', 'PAUSED', 'ENDED'],
    ['order-ended', 'CANCELED', 'CANCELED'],
    ['order-placed', 'DRAFT', 'DRAFT'],
    ['cycle-started', 'PENDING', 'PENDING'],
    ['start-date-changed', 'PENDING', 'PENDING'],
    ['end-date-postponed', 'ACTIVE', 'ACTIVE'],
  ])('%s stands in for one that the order can have had only before: %p is %p', (kind, status, proven) => {
    expect(proofOf([kind], { observed: { status } }).snapshot.status).toBe(proven);
  });
});

describe('a plan event proves by its name', () => {
  it('that the order was placed when it was made, but for a checkout', () => {
    const shown = { order: { createdAt: EARLIER }, observed: { status: 'PENDING' } };

    expect(proofOf(['order-placed'], shown).findings).toMatchObject([
      { kind: 'order-placed', previous: { status: null }, current: { status: 'PENDING' }, at: EARLIER },
    ]);
    expect(proofOf(['order-placed'], { ...shown, observed: { status: 'DRAFT' } }).findings).toStrictEqual([]);
  });

  it.each<[string, Partial<PlanSnapshot>, object]>([
    [
      'a payment where it was paid',
      { paymentStatus: 'PAID', cycleIndex: 1 },
      { kind: 'order-paid', canRepeat: false, notBefore: EARLIER },
    ],
    [
      'a payment of the first cycle, in whatever cycle a start in the past puts it',
      { paymentStatus: 'PAID', cycleIndex: 3 },
      { kind: 'order-paid', occurrence: 'cycle-1', current: { lastPaymentStatus: 'PAID' } },
    ],
    ['a placement in a trial', { paymentStatus: 'PAID', cycleIndex: 0 }, { kind: 'order-placed', at: EARLIER }],
    ['a placement where nothing was paid', { paymentStatus: 'UNPAID' }, { kind: 'order-placed', at: EARLIER }],
  ])('that an order was bought: %s', (_what, observed, finding) => {
    const { findings } = proofOf(['order-paid', 'order-placed'], { order: { createdAt: EARLIER }, observed });

    expect(findings).toMatchObject([finding]);
    expect(findings).toHaveLength(1);
  });

  it('that a whole order was marked as paid, which is no renewal and as old as the event', () => {
    const observed = {
      status: 'ACTIVE',
      paymentStatus: 'UNPAID',
      cycleIndex: 3,
      cycleStartedAt: EARLIER,
      endAt: LATER,
    };
    const { findings, snapshot } = proofOf(['order-paid'], { observed });

    expect(findings).toMatchObject([
      { kind: 'order-paid', occurrence: 'cycle-3', notBefore: undefined, current: { lastPaymentStatus: 'PAID' } },
    ]);
    expect(snapshot).toEqual({ product: 'wix-pricing-plans', ...observed, paymentStatus: 'PAID' });
  });

  it.each(['CANCELED', 'ENDED'])('nothing of an end: an order marked as paid that shows %s', (status) => {
    const observed = { status, endAt: EARLIER, cancellationEffectiveAt: 'IMMEDIATELY' };

    expect(proofOf(['order-paid'], { observed }).snapshot).toEqual({
      product: 'wix-pricing-plans',
      paymentStatus: 'PAID',
    });
  });

  it.each<[string, Partial<PlanOrder>, string | undefined]>([
    ['at its start', { startAt: EARLIER, createdAt: dateText('2022-08-01T08:00:00.000Z') }, EARLIER],
    [
      'when it was made, where it starts in the past',
      { startAt: dateText('2022-07-01T00:00:00.000Z'), createdAt: EARLIER },
      EARLIER,
    ],
    ['at its start, where it was made later than the event', { startAt: EARLIER, createdAt: LATER }, EARLIER],
    ['at the event itself', { startAt: AT }, AT],
    ['nobody knows when, where its start lies ahead', { startAt: LATER, createdAt: EARLIER }, undefined],
    ['nobody knows when, where it has no start', { createdAt: EARLIER }, undefined],
  ])('that an order has started: %s', (_when, order, at) => {
    expect(proofOf(['order-started'], { order }).findings).toMatchObject([
      { kind: 'order-started', previous: { status: null }, current: { status: 'ACTIVE' }, at },
    ]);
  });

  it.each<[string, Shown, object]>([
    [
      'the one that the order shows, with its start',
      { order: { cycleStartedAt: EARLIER }, observed: { cycleIndex: 2 } },
      { occurrence: 'cycle-2', at: EARLIER, current: { cycleIndex: 2 } },
    ],
    [
      'the one beside an order that shows it as well',
      { order: { startedCycle: 2, cycleStartedAt: EARLIER }, observed: { cycleIndex: 2 } },
      { occurrence: 'cycle-2', at: EARLIER },
    ],
    [
      'the one beside an order that shows the cycle before',
      { order: { startedCycle: 3, cycleStartedAt: EARLIER }, observed: { cycleIndex: 2 } },
      { occurrence: 'cycle-3', at: undefined },
    ],
    ['one of which nobody knows the number', {}, { isApproximate: true, current: { cycleIndex: null } }],
  ])('that a cycle has started: %s', (_which, shown, finding) => {
    expect(proofOf(['cycle-started'], shown).findings).toMatchObject([{ kind: 'cycle-started', ...finding }]);
  });

  it('that the start was moved, and where to', () => {
    expect(proofOf(['start-date-changed'], { order: { startAt: LATER } }).findings).toMatchObject([
      {
        kind: 'start-date-changed',
        occurrence: LATER,
        isApproximate: false,
        previous: { startDate: null },
        current: { startDate: LATER },
      },
    ]);
    expect(proofOf(['start-date-changed']).findings).toMatchObject([{ occurrence: '1', isApproximate: true }]);
  });

  it('that the renewal was canceled', () => {
    const { findings, snapshot } = proofOf(['auto-renew-canceled'], { observed: { status: 'ACTIVE' } });

    expect(findings).toMatchObject([
      {
        kind: 'auto-renew-canceled',
        previous: { autoRenewCanceled: null },
        current: { autoRenewCanceled: true },
      },
    ]);
    expect(snapshot).toEqual({ product: 'wix-pricing-plans', status: 'ACTIVE', autoRenewCanceled: true });
  });

  it.each<[string, Shown, string]>([
    ['later than the state before', { order: { endAt: LATER }, known: { endAt: EARLIER } }, 'end-date-postponed'],
    [
      'earlier than the state before',
      { order: { endAt: EARLIER }, known: { endAt: LATER } },
      'end-date-brought-forward',
    ],
    ['later than the end before', { order: { endAt: LATER, earliestEndAt: EARLIER } }, 'end-date-postponed'],
    ['earlier than the end before', { order: { endAt: EARLIER, earliestEndAt: LATER } }, 'end-date-brought-forward'],
    [
      'as known by now, and earlier than the end before',
      { order: { endAt: EARLIER, earliestEndAt: LATER }, known: { endAt: EARLIER } },
      'end-date-brought-forward',
    ],
    [
      'earlier than the state before, and later than the end before',
      { order: { endAt: AT, earliestEndAt: EARLIER }, known: { endAt: LATER } },
      'end-date-brought-forward',
    ],
    ['the same as before', { order: { endAt: AT, earliestEndAt: AT } }, 'end-date-postponed'],
    ['unknown', { order: { earliestEndAt: LATER } }, 'end-date-postponed'],
    ['new', { order: { endAt: AT } }, 'end-date-postponed'],
  ])('in which direction the end was moved: it is %s', (_where, shown, kind) => {
    const other = kind === 'end-date-postponed' ? 'end-date-brought-forward' : 'end-date-postponed';

    expect(proofOf(['end-date-postponed'], shown).findings).toMatchObject([
      { kind, alsoKnownAs: other, current: { endDate: shown.order?.endAt ?? null } },
    ]);
  });

  it.each<[string, Partial<PlanSnapshot>, string | undefined]>([
    ['at its end', { endAt: EARLIER }, EARLIER],
    ['at the event itself', { endAt: AT }, AT],
    ['nobody knows when, where its end lies ahead', { endAt: LATER }, undefined],
    ['nobody knows when, where it has no end', {}, undefined],
  ])('that an order is over: %s', (_when, observed, at) => {
    expect(proofOf(['order-canceled'], { observed }).findings).toMatchObject([
      { kind: 'order-canceled', previous: { status: null }, current: { status: 'CANCELED' }, at },
    ]);
    expect(proofOf(['order-ended'], { observed }).findings).toMatchObject([
      { kind: 'order-ended', current: { status: 'ENDED' }, at },
    ]);
  });

  it('that a canceled order has ended, which stays canceled', () => {
    expect(proofOf(['order-ended'], { observed: { status: 'CANCELED' } }).findings).toMatchObject([
      { kind: 'order-ended', current: { status: 'CANCELED' } },
    ]);
  });
});

describe('the pause that an event is named for', () => {
  const open = { pausedAt: EARLIER, resumedAt: undefined };
  const over = { pausedAt: EARLIER, resumedAt: dateText('2022-08-01T09:30:00.000Z') };
  const minuteBefore = dateText('2022-08-01T09:59:00.000Z');
  const minuteAfter = dateText('2022-08-01T10:01:00.000Z');
  const tooLate = dateText('2022-08-01T10:01:00.001Z');

  it.each<[string, Shown, string]>([
    ['is the one that is open', { observed: { pauses: [over, { pausedAt: AT, resumedAt: undefined }] } }, AT],
    ['is open, however long ago it began', { observed: { pauses: [open] } }, EARLIER],
    [
      'is one of its moment that is over',
      { observed: { pauses: [{ pausedAt: minuteBefore, resumedAt: minuteAfter }] } },
      minuteBefore,
    ],
    [
      'is one of its moment that is known',
      { known: { pauses: [{ pausedAt: minuteAfter, resumedAt: AT }] } },
      minuteAfter,
    ],
    ['is not one that is over and of another moment', { observed: { pauses: [over] } }, 'unknown-pause'],
    [
      'is not one of more than a minute later',
      { known: { pauses: [{ pausedAt: tooLate, resumedAt: AT }] } },
      'unknown-pause',
    ],
    ['is unknown where none is known', {}, 'unknown-pause'],
  ])('that it began %s', (_which, shown, occurrence) => {
    expect(proofOf(['order-paused'], shown).findings).toMatchObject([{ kind: 'order-paused', occurrence }]);
  });

  it.each<[string, Shown, string]>([
    ['is the one that is over', { observed: { pauses: [over] } }, EARLIER],
    ['is not one that is open', { observed: { pauses: [open] } }, 'unknown-pause'],
    [
      'is one of its moment that is known',
      { observed: { pauses: [open] }, known: { pauses: [{ pausedAt: EARLIER, resumedAt: AT }] } },
      EARLIER,
    ],
  ])('that it is over %s', (_which, shown, occurrence) => {
    expect(proofOf(['order-resumed'], shown).findings).toMatchObject([{ kind: 'order-resumed', occurrence }]);
  });
});
