import type { NotificationRule } from '../../../src/backend/order-events/rules/rule.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';
import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';

/** Creates an event of the documented plan order in another state, written just before the event. */
function planEvent(payloadOf: PayloadOf, name: string, at: string, changes: PayloadChanges): ScenarioEvent {
  const raw = changed(payloadOf('wixPricingPlans_onOrderUpdated'), {
    'metadata.id': `plan-${name}`,
    'metadata.eventTime': `${at}.624503Z`,
    'entity._updatedDate': `${at}.517Z`,
    ...changes,
  });
  return { name, handler: 'wixPricingPlans_onOrderUpdated', raw };
}

/** Plans renew monthly, so these rules accept changes up to three months old. */
function planRule(
  id: string,
  change: NotificationRule<'wix-pricing-plans'>['change'],
): NotificationRule<'wix-pricing-plans'> {
  return {
    id,
    product: 'wix-pricing-plans',
    change,
    emailId: id,
    recipient: 'buyer',
    variables: ({ change: { occurrence } }) => ({ occurrence }),
    withinHours: 24 * 92,
  };
}

const cycles: readonly JsonObject[] = [
  { index: 1, startedDate: '2022-08-01T16:23:00.000Z', endedDate: '2022-09-01T16:23:00.000Z' },
  { index: 2, startedDate: '2022-09-03T16:23:00.000Z', endedDate: '2022-10-03T16:23:00.000Z' },
  { index: 3, startedDate: '2022-10-03T16:23:00.000Z', endedDate: '2022-11-03T16:23:00.000Z' },
];

const PAUSE_DATE = '2022-08-10T09:00:00.105Z';
const RESUME_DATE = '2022-08-12T09:00:00.105Z';
/** A pause of two days moves the end by two days. */
const shifted = {
  'entity.endDate': '2023-02-03T16:23:00.000Z',
  'entity.earliestEndDate': '2023-02-03T16:23:00.000Z',
  'entity.pausePeriods': [{ status: 'ENDED', pauseDate: PAUSE_DATE, resumeDate: RESUME_DATE }],
} satisfies PayloadChanges;

function inCycle(index: number): PayloadChanges {
  const cycle = cycles[index - 1] ?? {};
  return { 'entity.status': 'ACTIVE', 'entity.lastPaymentStatus': 'PAID', '+entity.currentCycle': cycle };
}

/** Scenarios of plan orders. */
export function planScenarios(payloadOf: PayloadOf): Scenario[] {
  const event = (name: string, at: string, changes: PayloadChanges) => planEvent(payloadOf, name, at, changes);
  const bought = event('bought', '2022-07-26T15:19:06', {});
  const paid = event('paid', '2022-08-01T16:23:01', inCycle(1));
  const paused = event('paused', '2022-08-10T09:00:00', {
    'entity.status': 'PAUSED',
    'entity.lastPaymentStatus': 'PAID',
    'entity.pausePeriods': [{ status: 'ACTIVE', pauseDate: PAUSE_DATE }],
  });
  // A resume does not change the date of the last update.
  const resumed = event('resumed', '2022-08-12T09:00:00', {
    ...inCycle(1),
    ...shifted,
    'entity._updatedDate': '2022-08-10T09:00:00.517Z',
  });
  const second = event('second cycle', '2022-09-03T16:24:10', { ...inCycle(2), ...shifted });
  const third = event('third cycle', '2022-10-03T16:24:10', { ...inCycle(3), ...shifted });
  const rules = [
    planRule('paid', 'order-paid'),
    planRule('paused', 'order-paused'),
    planRule('resumed', 'order-resumed'),
    planRule('renewed', 'cycle-started'),
  ];
  const common = { product: 'wix-pricing-plans', rules } as const;
  const pause = [
    { rule: 'paused', occurrence: PAUSE_DATE, needs: [] },
    { rule: 'resumed', occurrence: PAUSE_DATE, needs: [] },
  ];
  return [
    {
      ...common,
      name: 'plan paid, paused and resumed',
      known: [bought],
      events: [paid, paused, resumed],
      finalOrder: entityOf(resumed),
      now: '2022-08-12T09:05:00.000Z',
      expected: [{ rule: 'paid', occurrence: 'cycle-1', needs: [] }, ...pause],
    },
    {
      ...common,
      name: 'plan paused and resumed, renewed twice',
      known: [paid],
      events: [paused, resumed, second, third],
      finalOrder: entityOf(third),
      now: '2022-10-03T16:30:00.000Z',
      expected: [
        ...pause,
        { rule: 'renewed', occurrence: 'cycle-2', needs: ['second cycle', 'resumed'] },
        { rule: 'renewed', occurrence: 'cycle-3', needs: [] },
      ],
    },
  ];
}

function entityOf({ raw }: ScenarioEvent): JsonObject {
  const { entity } = raw;
  if (typeof entity !== 'object' || entity === null || Array.isArray(entity))
    throw new Error('A plan event must have an entity');
  return entity;
}
