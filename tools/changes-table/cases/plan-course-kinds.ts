import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { KindRow } from '../kind-cases.ts';
import { active, canceledAtOnce, firstCycle, PAUSE_DATE, paused, resumed, subscribed } from './plan-states.ts';

const online = {
  'entity.type': 'ONLINE',
  'entity.status': 'ACTIVE',
  'entity.lastPaymentStatus': 'PAID',
} satisfies PayloadChanges;

/** The kinds that only plan orders report. */
export const planCourseKinds: readonly KindRow[] = [
  {
    kind: 'order-payment-failed',
    hits: [
      {
        what: 'the payment fails',
        before: subscribed,
        after: { 'entity.lastPaymentStatus': 'FAILED' },
        reports: ['order-payment-failed'],
      },
    ],
    nearMisses: [
      {
        what: 'a cancellation names a failed payment as its cause, and the payment status stays',
        before: subscribed,
        after: { ...canceledAtOnce, '+entity.cancellation': { cause: 'PAYMENT_FAILURE', effectiveAt: 'IMMEDIATELY' } },
        reports: ['order-canceled', 'order-ended'],
      },
    ],
  },
  {
    kind: 'order-renewed',
    hits: [
      {
        what: 'the second month of an online order is charged, and the status stays paid',
        before: { ...online, '+entity.currentCycle': { index: 1, startedDate: '2022-07-02T10:00:00.000Z' } },
        after: { 'entity.currentCycle': { index: 2, startedDate: '2022-08-02T09:59:00.000Z' } },
        reports: ['cycle-started', 'order-renewed'],
      },
      {
        what: 'a charge of the second month that failed is made after all',
        before: {
          ...online,
          'entity.lastPaymentStatus': 'FAILED',
          '+entity.currentCycle': { index: 2, startedDate: '2022-08-01T10:00:00.000Z' },
        },
        after: { 'entity.lastPaymentStatus': 'PAID' },
        reports: ['order-renewed'],
      },
    ],
    nearMisses: [
      {
        what: 'the charge of the second month fails',
        before: { ...online, '+entity.currentCycle': { index: 1, startedDate: '2022-07-02T10:00:00.000Z' } },
        after: {
          'entity.lastPaymentStatus': 'FAILED',
          'entity.currentCycle': { index: 2, startedDate: '2022-08-02T09:59:00.000Z' },
        },
        reports: ['cycle-started', 'order-payment-failed'],
      },
      {
        what: 'the owner collects the payments: nothing is charged by a new cycle',
        before: {
          ...online,
          'entity.type': 'OFFLINE',
          '+entity.currentCycle': { index: 1, startedDate: '2022-07-02T10:00:00.000Z' },
        },
        after: { 'entity.currentCycle': { index: 2, startedDate: '2022-08-02T09:59:00.000Z' } },
        reports: ['cycle-started'],
      },
      {
        what: 'the first charge follows a free trial: it is the payment of the order',
        before: {
          ...online,
          'entity.lastPaymentStatus': 'PENDING',
          '+entity.currentCycle': { index: 0, startedDate: '2022-07-26T10:00:00.000Z' },
        },
        after: {
          'entity.lastPaymentStatus': 'PAID',
          'entity.currentCycle': { index: 1, startedDate: '2022-08-02T09:59:00.000Z' },
        },
        reports: ['cycle-started', 'order-paid'],
      },
    ],
  },
  {
    kind: 'order-refunded',
    hits: [
      {
        what: 'the payment is refunded',
        before: active,
        after: { 'entity.lastPaymentStatus': 'REFUNDED' },
        reports: ['order-refunded'],
      },
    ],
    nearMisses: [
      {
        what: 'a cancellation does not imply a refund: the order stays paid',
        before: active,
        after: canceledAtOnce,
        reports: ['order-canceled', 'order-ended'],
      },
    ],
  },
  {
    kind: 'order-started',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderStarted',
        after: { 'entity.status': 'ACTIVE' },
        reports: ['order-started'],
      },
      {
        what: 'the start date is reached; the first cycle is told with it',
        after: { 'entity.status': 'ACTIVE', '+entity.currentCycle': firstCycle },
        reports: ['order-started'],
      },
    ],
    nearMisses: [
      {
        what: 'an update that shows it active long after its start is the first event',
        before: 'none',
        after: { 'entity.status': 'ACTIVE', 'entity.startDate': '2022-07-01T10:00:00.000Z' },
        reports: [],
      },
      { what: 'an order is active again after a pause', before: paused, after: resumed, reports: ['order-resumed'] },
    ],
  },
  {
    kind: 'order-ended',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderEnded',
        after: { 'entity.status': 'ENDED' },
        reports: ['order-ended'],
      },
      {
        what: 'the first event shows that it ended, and when',
        before: 'none',
        after: { 'entity.status': 'ENDED', 'entity.endDate': '2022-08-02T09:59:00.000Z' },
        reports: ['order-ended'],
      },
      {
        what: 'the end date is reached; it drifts to the real instant and the cycle drops out',
        before: subscribed,
        after: {
          'entity.status': 'ENDED',
          'entity.endDate': '2023-02-01T16:23:02.862Z',
          'entity.currentCycle': undefined,
        },
        reports: ['order-ended'],
      },
    ],
    nearMisses: [
      {
        what: 'the first event shows that it ended, and an end that lies ahead',
        before: 'none',
        after: { 'entity.status': 'ENDED' },
        reports: [],
      },
      {
        what: 'a cancellation without a word on when it takes effect is not yet the end',
        before: active,
        after: { 'entity.status': 'CANCELED' },
        reports: ['order-canceled'],
      },
      {
        what: 'the end date is past and the status does not say so',
        before: active,
        after: { 'metadata.eventTime': '2023-02-02T00:00:00.000000Z' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-paused',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderPaused',
        after: {},
        reports: ['order-paused'],
      },
      {
        what: 'its event still shows the order as active',
        before: { 'entity.status': 'ACTIVE' },
        handler: 'wixPricingPlans_onOrderPaused',
        after: {},
        reports: ['order-paused'],
      },
      {
        what: 'paused; the end of the cycle drops out',
        before: subscribed,
        after: {
          'entity.status': 'PAUSED',
          'entity.pausePeriods': [{ status: 'ACTIVE', pauseDate: PAUSE_DATE }],
          'entity.currentCycle.endedDate': undefined,
        },
        reports: ['order-paused'],
      },
    ],
    nearMisses: [
      {
        what: 'the event of a resume is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderResumed',
        after: { 'entity.status': 'ACTIVE', 'entity.startDate': '2022-07-01T10:00:00.000Z' },
        reports: ['order-resumed'],
      },
      { what: 'the pause ends', before: paused, after: resumed, reports: ['order-resumed'] },
      {
        what: 'another event of a paused order, with the cycle left out',
        before: paused,
        after: { 'entity.currentCycle': undefined },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-resumed',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderResumed',
        after: { 'entity.status': 'ACTIVE', 'entity.startDate': '2022-07-01T10:00:00.000Z' },
        reports: ['order-resumed'],
      },
      {
        what: 'resumed; all end dates shift by exactly the pause and the write time does not move',
        before: paused,
        after: resumed,
        reports: ['order-resumed'],
      },
    ],
    nearMisses: [
      {
        what: 'the event of a pause is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderPaused',
        after: { 'entity.status': 'PAUSED' },
        reports: ['order-paused'],
      },
      {
        what: 'a pending order becomes active',
        after: { 'entity.status': 'ACTIVE' },
        reports: ['order-started'],
      },
    ],
  },
];
