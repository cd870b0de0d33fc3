import { findPlanNewsAtFirstSight } from '../../../src/backend/order-events/products/plans/first-sight.ts';
import { projectPlanOrder } from '../../../src/backend/order-events/products/plans/snapshot.ts';
import { changed, type PayloadChanges } from '../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedPlanOrder } from '../../support/parsed-order.ts';
import { instant } from '../../support/typed-texts.ts';
import { deliverAll } from '../../timeline/deliver.ts';

const PLANS = 'wixPricingPlans_onOrderUpdated';
const PAUSE_DATE = '2022-08-01T10:00:00.000Z';
const active = { 'entity.status': 'ACTIVE', 'entity.startDate': '2022-01-01T00:00:00.000Z' } satisfies PayloadChanges;

describe('the first event of a plan order', () => {
  const startedAt = { ...active, 'entity.startDate': '2022-08-01T10:00:00.000Z' };
  const createdNow = { 'entity._createdDate': '2022-08-01T10:00:00.000Z' };
  const paused = {
    ...active,
    'entity.status': 'PAUSED',
    'entity.pausePeriods': [{ status: 'ACTIVE', pauseDate: PAUSE_DATE }],
  };
  const resumeDate = '2022-08-01T11:00:00.000Z';
  const resumed = { ...active, 'entity.pausePeriods': [{ status: 'ENDED', pauseDate: PAUSE_DATE, resumeDate }] };
  const cycle = { ...active, '+entity.currentCycle': { index: 3, startedDate: '2022-08-01T10:00:00.000Z' } };

  it.each<[string, PayloadChanges, string, string[]]>([
    ['at the pause', paused, '2022-08-01T10:00:00.000000Z', [`order-paused:${PAUSE_DATE}`]],
    ['a minute after the pause', paused, '2022-08-01T10:01:00.000000Z', [`order-paused:${PAUSE_DATE}`]],
    ['later than that', paused, '2022-08-01T10:01:00.001000Z', []],
    ['before the pause', paused, '2022-08-01T09:59:59.999000Z', []],
    ['a minute after the resume', resumed, '2022-08-01T11:01:00.000000Z', [`order-resumed:${PAUSE_DATE}`]],
    ['later than that', resumed, '2022-08-01T11:01:00.001000Z', []],
    ['a minute after the start', startedAt, '2022-08-01T10:01:00.000000Z', ['order-started:1']],
    ['later than that', startedAt, '2022-08-01T10:01:00.001000Z', []],
    [
      'at the start of an order that still waits for it',
      { ...startedAt, 'entity.status': 'PENDING' },
      '2022-08-01T10:00:00.000000Z',
      [],
    ],
    [
      'at its end',
      { ...active, 'entity.status': 'ENDED', 'entity.endDate': '2022-08-01T10:00:00.000Z' },
      '2022-08-01T10:00:00.000000Z',
      ['order-ended:1'],
    ],
    [
      'before its end',
      { ...active, 'entity.status': 'ENDED', 'entity.endDate': '2022-08-01T10:00:00.001Z' },
      '2022-08-01T10:00:00.000000Z',
      [],
    ],
    ['at the purchase', { ...startedAt, ...createdNow }, '2022-08-01T10:00:01.000000Z', ['order-placed:1']],
    ['five minutes after a cycle', cycle, '2022-08-01T10:05:00.000000Z', ['cycle-started:cycle-3']],
    ['later than that', cycle, '2022-08-01T10:05:00.001000Z', []],
    [
      'at a cycle without a number',
      { ...active, '+entity.currentCycle': { startedDate: '2022-08-01T10:00:00.000Z' } },
      '2022-08-01T10:00:00.000000Z',
      [],
    ],
    [
      'in a pause without an instant',
      { ...active, 'entity.status': 'PAUSED', 'entity.pausePeriods': undefined },
      '2022-08-01T10:00:00.000000Z',
      [],
    ],
  ])('%s says so, or nothing: %p at %s', (_when, changes, eventTime, told) => {
    const raw = changed(documentedPayload(PLANS), { ...changes, 'metadata.eventTime': eventTime });

    const [first] = deliverAll([{ handler: PLANS, raw }]);

    expect(first?.projection?.reportedKeys).toStrictEqual(told);
  });

  it.each<[string, PayloadChanges, string, string, object]>([
    ['order-paused', paused, '2022-08-01T10:00:01.000000Z', PAUSE_DATE, { status: 'PAUSED' }],
    ['order-resumed', resumed, '2022-08-01T11:00:01.000000Z', resumeDate, { status: 'ACTIVE' }],
    ['order-started', startedAt, '2022-08-01T10:00:01.000000Z', '2022-08-01T10:00:00.000Z', { status: 'ACTIVE' }],
    [
      'order-placed',
      { ...startedAt, ...createdNow },
      '2022-08-01T10:00:01.000000Z',
      '2022-08-01T10:00:00.000Z',
      { status: 'ACTIVE' },
    ],
    ['cycle-started', cycle, '2022-08-01T10:02:18.000000Z', '2022-08-01T10:00:00.000Z', { cycleIndex: 3 }],
  ])(
    'dates %s by the order’s own instant and shows what is so now',
    (kind, changes, eventTime, occurredAt, current) => {
      const raw = changed(documentedPayload(PLANS), { ...changes, 'metadata.eventTime': eventTime });

      const [first] = deliverAll([{ handler: PLANS, raw }]);

      expect(first?.changes).toMatchObject([{ kind, evidence: 'inferred', occurredAt, current }]);
    },
  );

  const paid = { ...active, 'entity.lastPaymentStatus': 'PAID', 'entity._createdDate': '2022-08-01T10:00:00.000Z' };
  const tenMinutesOn = '2022-08-01T10:10:00.000000Z';
  const aDayOn = '2022-08-02T10:00:00.000000Z';
  const marked = { 'entity.status': 'PENDING', 'entity._updatedDate': '2022-08-02T09:59:55.000Z' };

  it.each<[string, PayloadChanges, string, string[]]>([
    ['was made ten minutes ago', paid, tenMinutesOn, ['order-paid:cycle-1']],
    ['was made longer ago', paid, '2022-08-01T10:10:00.001000Z', []],
    ['is in its first cycle', { ...paid, '+entity.currentCycle': { index: 1 } }, tenMinutesOn, ['order-paid:cycle-1']],
    ['is in a free trial', { ...paid, '+entity.currentCycle': { index: 0 } }, tenMinutesOn, []],
    ['is in its second cycle', { ...paid, '+entity.currentCycle': { index: 2 } }, tenMinutesOn, []],
    ['is a draft', { ...paid, 'entity.status': 'DRAFT' }, tenMinutesOn, ['order-paid:cycle-1']],
    ['is paused, nobody knows since when', { ...paid, 'entity.status': 'PAUSED' }, tenMinutesOn, []],
    [
      'has a status of tomorrow',
      { ...paid, 'entity.status': 'UNPAUSED' },
      tenMinutesOn,
      ['status-unknown:status=UNPAUSED'],
    ],
    ['does not show its pauses', { ...paid, 'entity.pausePeriods': undefined }, tenMinutesOn, ['order-paid:cycle-1']],
    ['will be canceled', { ...paid, '+entity.cancellation': { effectiveAt: 'NEXT_PAYMENT_DATE' } }, tenMinutesOn, []],
    ['does not say when it was made', { ...paid, 'entity._createdDate': undefined }, tenMinutesOn, []],
    ['will not be renewed', { ...paid, '+entity.autoRenewCanceled': true }, tenMinutesOn, []],
    ['was paused before', { ...paid, 'entity.pausePeriods': [{ pauseDate: PAUSE_DATE }] }, tenMinutesOn, []],
    ['waits for its start, and was just written', { ...paid, ...marked }, aDayOn, ['order-paid:cycle-1']],
    ['was written before', { ...paid, ...marked, 'entity._updatedDate': '2022-08-02T09:59:54.999Z' }, aDayOn, []],
    ['is an online order', { ...paid, ...marked, 'entity.type': 'ONLINE' }, aDayOn, []],
  ])('infers the payment, or not, of an order that %s: %p at %s', (_what, changes, eventTime, told) => {
    const raw = changed(documentedPayload(PLANS), { ...changes, 'metadata.eventTime': eventTime });

    const [first] = deliverAll([{ handler: PLANS, raw }]);

    expect(first?.projection?.reportedKeys).toStrictEqual(told);
  });

  it('infers the renewal of an online order whose cycle has just begun', () => {
    const renewed = { ...paid, ...cycle, 'entity.type': 'ONLINE', 'entity._createdDate': '2022-06-01T10:00:00.000Z' };
    const raw = changed(documentedPayload(PLANS), { ...renewed, 'metadata.eventTime': '2022-08-01T10:05:00.000000Z' });

    const [first] = deliverAll([{ handler: PLANS, raw }]);

    expect(first?.projection?.reportedKeys).toEqual(['cycle-started:cycle-3', 'order-renewed:cycle-3']);
  });

  it('is no finding at all where it says nothing', () => {
    const happenedAt = instant('2022-08-01T10:02:00.000000000Z');
    const findingsOf = (changes: PayloadChanges) => {
      const order = parsedPlanOrder(changed(documentedPayload(PLANS), changes));
      return findPlanNewsAtFirstSight(projectPlanOrder(order, undefined, undefined), order, happenedAt);
    };

    expect(findingsOf({ ...paid, '+entity.currentCycle': { index: 2 } })).toStrictEqual([]);
    expect(
      findingsOf({ ...active, '+entity.currentCycle': { startedDate: '2022-08-01T10:00:00.000Z' } }),
    ).toStrictEqual([]);
  });
});
