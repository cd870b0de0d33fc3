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
      'into which the order got are told once, by their instant',
      {},
      { status: 'PAUSED', pauses: [{ pausedAt, resumedAt: undefined }] },
      [`order-paused ${pausedAt}`],
    ],
    [
      'out of which the order got are told once, by the instant at which they began',
      { status: 'PAUSED', pauses: [{ pausedAt, resumedAt: undefined }] },
      { pauses: [{ pausedAt, resumedAt }] },
      [`order-resumed ${pausedAt}`],
    ],
    [
      'into which the order got are told by the status where the periods show but the end of another',
      { pauses: [{ pausedAt, resumedAt: undefined }] },
      { status: 'PAUSED', pauses: [{ pausedAt, resumedAt }] },
      [`order-resumed ${pausedAt}`, `order-paused ${pausedAt}`],
    ],
    [
      'out of which the order got are told by the status where the periods show but another',
      { status: 'PAUSED', pauses: [] },
      { pauses: [{ pausedAt, resumedAt: undefined }] },
      [`order-paused ${pausedAt}`, `order-resumed ${pausedAt}`],
    ],
    [
      'of which the first event had no periods may be old, and are no news',
      { pauses: undefined },
      { pauses: [{ pausedAt, resumedAt }] },
      [],
    ],
    ['that the event does not show are no news', { pauses: [{ pausedAt, resumedAt }] }, { pauses: undefined }, []],
    [
      'are no news of an order that is over',
      {},
      { status: 'ENDED', pauses: [{ pausedAt, resumedAt }] },
      ['order-ended 1'],
    ],
  ])('%s', (_what, before, after, told) => {
    const findings = comparePlanOrders({ ...active, ...before }, { ...active, ...after });

    expect(findings.map(({ kind, occurrence }) => `${kind} ${occurrence}`)).toStrictEqual(told);
  });

  it('show the status on both sides', () => {
    const paused = { ...active, status: 'PAUSED', pauses: undefined };

    expect(comparePlanOrders(active, paused)).toMatchObject([
      { previous: { status: 'ACTIVE' }, current: { status: 'PAUSED' }, canRepeat: true, isApproximate: true },
    ]);
    expect(comparePlanOrders(paused, active)).toMatchObject([
      { previous: { status: 'PAUSED' }, current: { status: 'ACTIVE' }, canRepeat: true, isApproximate: true },
    ]);
    expect(comparePlanOrders(active, { ...active, pauses: [{ pausedAt, resumedAt }] })).toMatchObject([
      { canRepeat: false },
      { canRepeat: false },
    ]);
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
    ['that disappear are no news', { startAt: undefined, endAt: undefined }, []],
    [
      'of which the end stays over a pause that ended are no news',
      { pauses: [{ pausedAt, resumedAt }] },
      ['order-paused', 'order-resumed'],
    ],
    [
      'of which the end disappears over a pause that ended are no news',
      { endAt: undefined, pauses: [{ pausedAt, resumedAt }] },
      ['order-paused', 'order-resumed'],
    ],
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

    expect(findings.map(({ kind }) => kind)).toStrictEqual(told);
  });
});

describe('the start and the end of a plan order', () => {
  const startAt = dateText('2022-08-01T00:00:00.000Z');
  const endAt = dateText('2022-09-01T00:00:00.000Z');
  const over = { pausedAt, resumedAt };

  it('that appear are no news', () => {
    expect(comparePlanOrders(active, { ...active, startAt, endAt })).toStrictEqual([]);
    expect(comparePlanOrders(active, { ...active, endAt, pauses: [over] }).map(({ kind }) => kind)).toStrictEqual([
      'order-paused',
      'order-resumed',
    ]);
  });

  it('that move by a second pause alone are no news', () => {
    const second = { pausedAt: dateText('2022-08-02T10:00:00.000Z'), resumedAt: dateText('2022-08-02T10:30:00.000Z') };
    const before = { ...active, endAt, pauses: [over] };
    const after = { ...before, endAt: dateText('2022-09-01T00:30:00.000Z'), pauses: [over, second] };

    expect(comparePlanOrders(before, after).map(({ kind }) => kind)).toStrictEqual(['order-paused', 'order-resumed']);
  });

  it('show both dates, are told apart by the new one and can come about again', () => {
    const before = { ...active, startAt, endAt };
    const [laterStart, laterEnd] = [dateText('2022-08-02T00:00:00.000Z'), dateText('2022-09-05T00:00:00.000Z')];

    expect(comparePlanOrders(before, { ...before, startAt: laterStart, endAt: laterEnd })).toMatchObject([
      {
        occurrence: '2022-09-05T00:00:00.000Z',
        canRepeat: true,
        previous: { endDate: '2022-09-01T00:00:00.000Z' },
        current: { endDate: '2022-09-05T00:00:00.000Z' },
      },
      {
        occurrence: '2022-08-02T00:00:00.000Z',
        canRepeat: true,
        previous: { startDate: '2022-08-01T00:00:00.000Z' },
        current: { startDate: '2022-08-02T00:00:00.000Z' },
      },
    ]);
  });
});

describe('the status of a plan order', () => {
  const endAt = dateText('2022-08-01T10:00:00.000Z');
  const startAt = dateText('2022-08-01T00:00:00.000Z');

  it.each<[string | undefined, string | undefined, string[]]>([
    ['DRAFT', 'PENDING', ['order-placed']],
    ['DRAFT', 'ACTIVE', ['order-started']],
    ['DRAFT', 'CANCELED', ['order-canceled']],
    ['DRAFT', 'ENDED', ['order-ended']],
    ['PENDING', 'ACTIVE', ['order-started']],
    ['PENDING', 'DRAFT', []],
    ['ACTIVE', 'CANCELED', ['order-canceled']],
    ['ACTIVE', 'ENDED', ['order-ended']],
    ['ACTIVE', 'PENDING', []],
    ['CANCELED', 'CANCELED', []],
    [undefined, 'CANCELED', []],
    [undefined, 'ENDED', []],
    ['ACTIVE', undefined, []],
    ['ACTIVE', 'FROZEN', ['status-unknown']],
  ])('that goes from %p to %p is %p', (before, after, kinds) => {
    const findings = comparePlanOrders({ ...active, status: before }, { ...active, status: after });

    expect(findings.map(({ kind }) => kind)).toStrictEqual(kinds);
  });

  it.each<[string, string, object]>([
    ['ACTIVE', 'CANCELED', { at: endAt }],
    ['ACTIVE', 'ENDED', { at: endAt }],
    ['PENDING', 'ACTIVE', { notBefore: startAt }],
    ['DRAFT', 'PENDING', {}],
  ])('that goes from %s to %s shows both, and how old it is', (before, after, age) => {
    const dates = { startAt, endAt };

    expect(
      comparePlanOrders({ ...active, ...dates, status: before }, { ...active, ...dates, status: after }),
    ).toMatchObject([
      { occurrence: '1', canRepeat: false, previous: { status: before }, current: { status: after }, ...age },
    ]);
  });

  it.each<[string, Partial<PlanSnapshot>, Partial<PlanSnapshot>, string[]]>([
    ['at once is over', {}, { cancellationEffectiveAt: 'IMMEDIATELY' }, ['order-canceled', 'order-ended']],
    [
      'for the next payment, as was known, is over',
      { autoRenewCanceled: true },
      { cancellationEffectiveAt: 'NEXT_PAYMENT_DATE' },
      ['order-canceled', 'order-ended'],
    ],
    [
      'for the next payment goes on until then',
      {},
      { cancellationEffectiveAt: 'NEXT_PAYMENT_DATE' },
      ['order-canceled'],
    ],
    ['nobody knows for when may go on', { autoRenewCanceled: true }, {}, ['order-canceled']],
  ])('of an order that is canceled %s', (_when, before, after, kinds) => {
    const findings = comparePlanOrders(
      { ...active, ...before },
      { ...active, ...before, ...after, status: 'CANCELED' },
    );

    expect(findings.map(({ kind }) => kind)).toStrictEqual(kinds);
  });

  it.each([
    ['status', 'status', 'FROZEN'],
    ['paymentStatus', 'lastPaymentStatus', 'DISPUTED'],
  ])('that no document lists is told under its own name: %s', (field, name, value) => {
    expect(comparePlanOrders({ ...active, [field]: undefined }, { ...active, [field]: value })).toMatchObject([
      { kind: 'status-unknown', occurrence: `${name}=${value}` },
    ]);
  });

  it.each(['DRAFT', 'PENDING', 'ACTIVE', 'PAUSED', 'ENDED', 'CANCELED'])('%s is known', (status) => {
    expect(comparePlanOrders({ ...active, status: undefined }, { ...active, status })).toStrictEqual([]);
  });
});

describe('the renewal of a plan order that is canceled', () => {
  it.each<[boolean | undefined, boolean | undefined, number]>([
    [false, true, 1],
    [true, true, 0],
    [true, false, 0],
    [undefined, true, 0],
    [false, undefined, 0],
  ])('is told where it was not: %p and then %p', (before, after, count) => {
    const findings = comparePlanOrders(
      { ...active, autoRenewCanceled: before },
      { ...active, autoRenewCanceled: after },
    );

    expect(findings).toHaveLength(count);
    expect(findings).toMatchObject(
      Array.from({ length: count }, () => ({
        kind: 'auto-renew-canceled',
        previous: { autoRenewCanceled: false },
        current: { autoRenewCanceled: true },
      })),
    );
  });

  it('explains an end that comes in', () => {
    const before = { ...active, autoRenewCanceled: false, endAt: dateText('2022-09-01T00:00:00.000Z') };
    const after = { ...before, autoRenewCanceled: true, endAt: dateText('2022-08-05T00:00:00.000Z') };

    expect(comparePlanOrders(before, after).map(({ kind }) => kind)).toStrictEqual(['auto-renew-canceled']);
  });
});

describe('the cycles of a plan order', () => {
  const cycleStartedAt = dateText('2022-08-01T00:00:00.000Z');

  it.each<[Partial<PlanSnapshot>, Partial<PlanSnapshot>, string[]]>([
    [{ cycleIndex: 1 }, { cycleIndex: 2 }, ['cycle-started']],
    [{ cycleIndex: 0 }, { cycleIndex: 1 }, ['cycle-started']],
    [{ cycleIndex: 1 }, { cycleIndex: 1 }, []],
    [{ cycleIndex: 2 }, { cycleIndex: 1 }, []],
    [{}, { cycleIndex: 2 }, []],
    [{ cycleIndex: 1 }, { cycleIndex: undefined }, []],
    [{ status: 'PENDING', cycleIndex: 0 }, { cycleIndex: 1 }, ['order-started']],
    [{ cycleIndex: 1 }, { status: 'CANCELED', cycleIndex: 2 }, ['order-canceled']],
    [{ cycleIndex: 1 }, { status: 'ENDED', cycleIndex: 2 }, ['order-ended']],
  ])('that go from %p to %p are %p', (before, after, kinds) => {
    const findings = comparePlanOrders({ ...active, ...before }, { ...active, ...after });

    expect(findings.map(({ kind }) => kind)).toStrictEqual(kinds);
  });

  it('show both numbers, and start when the order says', () => {
    expect(comparePlanOrders({ ...active, cycleIndex: 1 }, { ...active, cycleIndex: 2, cycleStartedAt })).toMatchObject(
      [
        {
          occurrence: 'cycle-2',
          previous: { cycleIndex: 1 },
          current: { cycleIndex: 2 },
          at: '2022-08-01T00:00:00.000Z',
        },
      ],
    );
  });
});
