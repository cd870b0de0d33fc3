import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import { named, type EvidenceRow } from '../kind-cases.ts';
import { planDateEvidence } from './plan-date-evidence.ts';
import { active, canceledAtOnce, PAUSE_DATE, paused, resumed, subscribed } from './plan-states.ts';

const firstSight = { by: 'first sight', before: 'nothing' } as const;

const cycleOfNow = { index: 2, startedDate: '2022-08-02T09:59:00.000Z', endedDate: '2022-09-02T09:59:00.000Z' };
/** Subscription paid online whose second cycle began a minute ago. */
const renewed = { ...subscribed, 'entity.type': 'ONLINE', '+entity.currentCycle': cycleOfNow } satisfies PayloadChanges;
const boughtNow = {
  'entity.type': 'ONLINE',
  'entity.lastPaymentStatus': 'PAID',
  'entity._createdDate': '2022-08-02T09:55:00.000Z',
} satisfies PayloadChanges;
const startedNow = { ...active, 'entity.startDate': '2022-08-02T09:59:55.000Z' } satisfies PayloadChanges;
const pausedNow = {
  ...paused,
  'entity.pausePeriods': [{ status: 'ACTIVE', pauseDate: '2022-08-02T09:59:58.000Z' }],
} satisfies PayloadChanges;
const resumedNow = {
  ...subscribed,
  'entity.pausePeriods': [{ status: 'ENDED', pauseDate: PAUSE_DATE, resumeDate: '2022-08-02T09:59:58.000Z' }],
} satisfies PayloadChanges;

/** Changes that plan orders report by event name, and in the first event of an order. */
export const planEvidence: readonly EvidenceRow[] = [
  {
    kind: 'order-placed',
    hits: [
      { ...named('wixPricingPlans_onOrderCreated'), what: 'created', after: {}, reports: ['order-placed'] },
      {
        ...named('wixPricingPlans_onOrderPurchased'),
        what: 'purchased and to be paid offline',
        after: {},
        reports: ['order-placed'],
      },
      {
        ...firstSight,
        what: 'an order made a moment ago is active',
        after: {
          ...startedNow,
          'entity.lastPaymentStatus': 'UNPAID',
          'entity._createdDate': '2022-08-02T09:59:55.000Z',
        },
        reports: ['order-placed'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderCreated'),
        what: 'a draft is a checkout that began',
        after: { 'entity.status': 'DRAFT' },
        reports: [],
      },
      {
        ...named('wixPricingPlans_onOrderPurchased'),
        what: 'purchased and paid: it is the payment that is told',
        after: boughtNow,
        reports: ['order-paid'],
      },
      { ...firstSight, what: 'an order of last week waits for its start', after: {}, reports: [] },
    ],
  },
  {
    kind: 'order-paid',
    hits: [
      {
        ...named('wixPricingPlans_onOrderPurchased'),
        what: 'purchased and paid',
        after: { 'entity.lastPaymentStatus': 'PAID' },
        reports: ['order-paid'],
      },
      {
        ...named('wixPricingPlans_onOrderMarkedAsPaid'),
        what: 'marked as paid, whatever the order in it says',
        after: { 'entity.lastPaymentStatus': 'UNPAID' },
        reports: ['order-paid'],
      },
      { ...firstSight, what: 'an order of five minutes ago is paid', after: boughtNow, reports: ['order-paid'] },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderPurchased'),
        what: 'purchased and not paid',
        after: {},
        reports: ['order-placed'],
      },
      {
        ...named('wixPricingPlans_onOrderAutoRenewCanceled'),
        what: 'another event of a paid order',
        after: subscribed,
        reports: ['auto-renew-canceled'],
      },
      {
        ...firstSight,
        what: 'an order of last week is paid and active, who knows since when',
        after: active,
        reports: [],
      },
    ],
  },
  {
    kind: 'order-renewed',
    hits: [
      {
        ...firstSight,
        what: 'a paid cycle began a minute ago',
        after: renewed,
        reports: ['cycle-started', 'order-renewed'],
      },
    ],
    nearMisses: [
      {
        ...firstSight,
        what: 'a cycle that is not paid began a minute ago',
        after: { ...renewed, 'entity.lastPaymentStatus': 'PENDING' },
        reports: ['cycle-started'],
      },
    ],
  },
  {
    kind: 'order-started',
    hits: [
      {
        ...named('wixPricingPlans_onOrderStarted'),
        what: 'started, while the order in it still waits',
        after: {},
        reports: ['order-started'],
      },
      { ...firstSight, what: 'the start was a moment ago', after: startedNow, reports: ['order-started'] },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderResumed'),
        what: 'a resume makes an order active as well',
        after: { ...paused, ...resumed },
        reports: ['order-resumed'],
      },
      { ...firstSight, what: 'the start was yesterday', after: active, reports: [] },
    ],
  },
  {
    kind: 'order-ended',
    hits: [
      { ...named('wixPricingPlans_onOrderEnded'), what: 'ended', after: active, reports: ['order-ended'] },
      {
        ...firstSight,
        what: 'the order ended and its end is past',
        after: { 'entity.status': 'ENDED', 'entity.endDate': '2022-08-02T09:59:59.800Z' },
        reports: ['order-ended'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderCanceled'),
        what: 'canceled, with the end to come',
        after: active,
        reports: ['order-canceled'],
      },
      {
        ...firstSight,
        what: 'the order ended and does not say when',
        after: { 'entity.status': 'ENDED' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-canceled',
    hits: [
      { ...named('wixPricingPlans_onOrderCanceled'), what: 'canceled', after: active, reports: ['order-canceled'] },
      {
        ...firstSight,
        what: 'the order is canceled and its end is past',
        after: canceledAtOnce,
        reports: ['order-canceled', 'order-ended'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderAutoRenewCanceled'),
        what: 'it is the renewal that is canceled',
        after: subscribed,
        reports: ['auto-renew-canceled'],
      },
      {
        ...firstSight,
        what: 'the order is canceled and does not say when',
        after: { 'entity.status': 'CANCELED' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-paused',
    hits: [
      {
        ...named('wixPricingPlans_onOrderPaused'),
        what: 'paused, while the order in it is still active',
        after: active,
        reports: ['order-paused'],
      },
      {
        ...named('wixPricingPlans_onOrderPaused'),
        what: 'paused, while the order in it is active as it was before',
        before: active,
        after: {},
        reports: ['order-paused'],
      },
      { ...firstSight, what: 'the pause began a moment ago', after: pausedNow, reports: ['order-paused'] },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderEndDatePostponed'),
        what: 'another event of a paused order',
        after: { ...paused, 'entity.endDate': '2023-03-01T16:23:00.000Z' },
        reports: ['end-date-postponed'],
      },
      { ...firstSight, what: 'the pause began an hour ago', after: paused, reports: [] },
    ],
  },
  {
    kind: 'order-resumed',
    hits: [
      {
        ...named('wixPricingPlans_onOrderResumed'),
        what: 'resumed, while the order in it is still paused',
        after: paused,
        reports: ['order-resumed'],
      },
      { ...firstSight, what: 'the pause ended a moment ago', after: resumedNow, reports: ['order-resumed'] },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderStarted'),
        what: 'a start makes an order active as well',
        after: active,
        reports: ['order-started'],
      },
      { ...firstSight, what: 'the pause ended an hour ago', after: { ...paused, ...resumed }, reports: [] },
    ],
  },
  {
    kind: 'cycle-started',
    hits: [
      {
        ...named('wixPricingPlans_onOrderCycleStarted'),
        what: 'a cycle began',
        after: subscribed,
        reports: ['cycle-started'],
      },
      {
        ...firstSight,
        what: 'a cycle began a minute ago',
        after: { ...renewed, 'entity.type': 'OFFLINE' },
        reports: ['cycle-started'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderPaused'),
        what: 'another event of an order in its first cycle',
        after: pausedNow,
        reports: ['order-paused'],
      },
      { ...firstSight, what: 'the cycle began yesterday', after: subscribed, reports: [] },
    ],
  },
  {
    kind: 'status-unknown',
    hits: [
      {
        ...firstSight,
        what: 'a status of tomorrow',
        after: { 'entity.status': 'ON_HOLD' },
        reports: ['status-unknown'],
      },
    ],
    nearMisses: [
      { ...firstSight, what: 'DRAFT is a documented status', after: { 'entity.status': 'DRAFT' }, reports: [] },
    ],
  },
  ...planDateEvidence,
];
