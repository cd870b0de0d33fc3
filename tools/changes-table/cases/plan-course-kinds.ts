import type { KindRow } from '../kind-cases.ts';
import {
  active,
  canceledAtOnce,
  firstCycle,
  PAUSE_DATE,
  paused,
  resumed,
  secondCycle,
  subscribed,
} from './plan-states.ts';

/** Kinds that only plan orders report: payments, start and end. */
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
        what: 'the second month of an online order is paid with its start',
        before: { ...subscribed, 'entity.type': 'ONLINE' },
        after: { 'entity.currentCycle': secondCycle },
        reports: ['cycle-started', 'order-renewed'],
      },
      {
        what: 'the second month of an online order is paid after its start',
        before: {
          ...subscribed,
          'entity.type': 'ONLINE',
          '+entity.currentCycle': secondCycle,
          'entity.lastPaymentStatus': 'PENDING',
        },
        after: { 'entity.lastPaymentStatus': 'PAID' },
        reports: ['order-renewed'],
      },
    ],
    nearMisses: [
      {
        what: 'an offline order goes on: it was paid as a whole',
        before: subscribed,
        after: { 'entity.currentCycle': secondCycle },
        reports: ['cycle-started'],
      },
      {
        what: 'the first payment of an online order is the purchase',
        before: { ...subscribed, 'entity.type': 'ONLINE', 'entity.lastPaymentStatus': 'PENDING' },
        after: { 'entity.lastPaymentStatus': 'PAID' },
        reports: ['order-paid'],
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
        what: 'the start date is reached; the first cycle is told with it',
        after: { 'entity.status': 'ACTIVE', '+entity.currentCycle': firstCycle },
        reports: ['order-started'],
      },
    ],
    nearMisses: [
      { what: 'an order is active again after a pause', before: paused, after: resumed, reports: ['order-resumed'] },
    ],
  },
  {
    kind: 'order-ended',
    hits: [
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
        what: 'resumed; all end dates shift by exactly the pause and the write time does not move',
        before: paused,
        after: resumed,
        reports: ['order-resumed'],
      },
    ],
    nearMisses: [
      {
        what: 'a pending order becomes active',
        after: { 'entity.status': 'ACTIVE' },
        reports: ['order-started'],
      },
    ],
  },
];
