import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { KindRow } from '../kind-cases.ts';
import {
  active,
  canceledAtOnce,
  firstCycle,
  PAUSE_DATE,
  paused,
  renewalStopped,
  resumed,
  subscribed,
} from './plan-states.ts';

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
  {
    kind: 'end-date-postponed',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderEndDatePostponed',
        after: {},
        reports: ['end-date-postponed'],
      },
      {
        what: 'the end date is moved to a later day; the earliest end date keeps the old one',
        before: active,
        after: { 'entity.endDate': '2023-03-01T16:23:00.000Z' },
        reports: ['end-date-postponed'],
      },
      {
        what: 'a resume moves the end date by another time than the pause',
        before: paused,
        after: { ...resumed, 'entity.endDate': '2023-03-01T16:23:00.000Z' },
        reports: ['end-date-postponed', 'order-resumed'],
      },
    ],
    nearMisses: [
      {
        what: 'the event that the end was moved shows an end before the earliest',
        before: 'none',
        handler: 'wixPricingPlans_onOrderEndDatePostponed',
        after: { 'entity.earliestEndDate': '2023-03-01T16:23:00.000Z' },
        reports: ['end-date-brought-forward'],
      },
      { what: 'a resume moves it by exactly the pause', before: paused, after: resumed, reports: ['order-resumed'] },
      {
        what: 'one end after another is printed with more digits',
        before: active,
        after: { 'entity.endDate': '2023-02-01T16:23:00.000661858Z' },
        reports: [],
      },
      {
        what: 'the order ends a little later than planned',
        before: active,
        after: { 'entity.status': 'ENDED', 'entity.endDate': '2023-02-01T16:23:02.862Z' },
        reports: ['order-ended'],
      },
    ],
  },
  {
    kind: 'end-date-brought-forward',
    hits: [
      {
        what: 'its event is the first of the order, and shows the earlier end',
        before: 'none',
        handler: 'wixPricingPlans_onOrderEndDatePostponed',
        after: { 'entity.earliestEndDate': '2023-03-01T16:23:00.000Z' },
        reports: ['end-date-brought-forward'],
      },
      {
        what: 'the end date is moved to an earlier day',
        before: active,
        after: { 'entity.endDate': '2023-01-01T16:23:00.000Z' },
        reports: ['end-date-brought-forward'],
      },
    ],
    nearMisses: [
      {
        what: 'its event does not show from where it was moved',
        before: 'none',
        handler: 'wixPricingPlans_onOrderEndDatePostponed',
        after: {},
        reports: ['end-date-postponed'],
      },
      {
        what: 'canceling the renewal pulls the end date in',
        before: subscribed,
        after: renewalStopped,
        reports: ['auto-renew-canceled'],
      },
      {
        what: 'canceling the order moves the end date to now',
        before: active,
        after: canceledAtOnce,
        reports: ['order-canceled', 'order-ended'],
      },
    ],
  },
  {
    kind: 'start-date-changed',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderStartDateChanged',
        after: {},
        reports: ['start-date-changed'],
      },
      {
        what: 'the start date moves, and the end date with it by as much',
        after: { 'entity.startDate': '2022-08-08T16:23:00.000Z', 'entity.endDate': '2023-02-08T16:23:00.000Z' },
        reports: ['start-date-changed'],
      },
    ],
    nearMisses: [
      { what: 'an update is the first event of the order', before: 'none', after: {}, reports: [] },
      {
        what: 'the same instant is printed with six digits',
        before: { 'entity.startDate': '2022-08-01T16:23:00.123Z' },
        after: { 'entity.startDate': '2022-08-01T16:23:00.123858Z' },
        reports: [],
      },
      {
        what: 'the same instant is printed with nine digits, and without any',
        before: { 'entity.startDate': '2022-08-01T16:23:00.000000000Z' },
        after: { 'entity.startDate': '2022-08-01T16:23:00Z' },
        reports: [],
      },
    ],
  },
  {
    kind: 'cycle-started',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderCycleStarted',
        after: { '+entity.currentCycle': { index: 3, startedDate: '2022-08-02T09:59:30.000Z' } },
        reports: ['cycle-started'],
      },
      {
        what: 'the next cycle starts',
        before: subscribed,
        after: {
          'entity.currentCycle': {
            index: 2,
            startedDate: '2022-09-01T16:23:00.000Z',
            endedDate: '2022-10-01T16:23:00.000Z',
          },
        },
        reports: ['cycle-started'],
      },
      {
        what: 'a free trial ends',
        before: { ...subscribed, '+entity.currentCycle': { ...firstCycle, index: 0 } },
        after: { 'entity.currentCycle.index': 1 },
        reports: ['cycle-started'],
      },
    ],
    nearMisses: [
      {
        what: 'an update that shows a cycle of last month is the first event',
        before: 'none',
        after: {
          'entity.status': 'ACTIVE',
          'entity.startDate': '2022-07-01T10:00:00.000Z',
          '+entity.currentCycle': { index: 1, startedDate: '2022-07-01T10:00:00.000Z' },
        },
        reports: [],
      },
      {
        what: 'the cycle appears where the event before left it out',
        before: active,
        after: { '+entity.currentCycle': firstCycle },
        reports: [],
      },
      {
        what: 'the same cycle with another start is no new cycle',
        before: subscribed,
        after: { 'entity.currentCycle.startedDate': '2022-08-01T16:24:00.000Z' },
        reports: [],
      },
      {
        what: 'the first cycle of an order that starts',
        before: { '+entity.currentCycle': { index: 0 } },
        after: { 'entity.status': 'ACTIVE', 'entity.currentCycle': firstCycle },
        reports: ['order-started'],
      },
    ],
  },
  {
    kind: 'auto-renew-canceled',
    hits: [
      {
        what: 'its event is the first of the order',
        before: 'none',
        handler: 'wixPricingPlans_onOrderAutoRenewCanceled',
        after: { '+entity.autoRenewCanceled': true },
        reports: ['auto-renew-canceled'],
      },
      {
        what: 'the renewal is canceled while the paid period runs on',
        before: subscribed,
        after: renewalStopped,
        reports: ['auto-renew-canceled'],
      },
    ],
    nearMisses: [
      {
        what: 'an update that shows it is the first event of the order',
        before: 'none',
        after: { '+entity.autoRenewCanceled': true },
        reports: [],
      },
      {
        what: 'an order that is canceled at once shows it as well',
        before: subscribed,
        after: { ...canceledAtOnce, 'entity.autoRenewCanceled': true },
        reports: ['order-canceled', 'order-ended'],
      },
      {
        what: 'the flag appears where the event before left it out',
        before: active,
        after: { '+entity.autoRenewCanceled': true },
        reports: [],
      },
    ],
  },
];
