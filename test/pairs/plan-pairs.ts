import type { PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedEvent, type OrderPair } from './order-pair.ts';

const HANDLER = 'wixPricingPlans_onOrderUpdated';

/** A subscription of three months, started on 2022-07-26 at 14:14:36.346, with its second write time. */
const subscription = {
  'entity.status': 'ACTIVE',
  'entity.lastPaymentStatus': 'PAID',
  '+entity.autoRenewCanceled': false,
  'entity.startDate': '2022-07-26T14:14:36.346Z',
  'entity.endDate': '2022-10-26T14:14:36.346Z',
  'entity.earliestEndDate': '2022-10-26T14:14:36.346Z',
  '+entity.currentCycle': { index: 1, startedDate: '2022-07-26T14:14:36.346Z', endedDate: '2022-08-26T14:14:36.346Z' },
  'entity._createdDate': '2022-07-26T14:14:36.346Z',
  'entity._updatedDate': '2022-07-26T15:45:17.391Z',
} satisfies PayloadChanges;

const paused = {
  ...subscription,
  'entity.status': 'PAUSED',
  'entity.pausePeriods': [{ status: 'ACTIVE', pauseDate: '2022-07-26T15:45:17.391Z' }],
  '+entity.currentCycle': { index: 1, startedDate: '2022-07-26T14:14:36.346Z' },
  ...at('paused', '2022-07-26T15:45:17.522380Z'),
} satisfies PayloadChanges;

const resumed = {
  ...subscription,
  'entity.pausePeriods': [
    { status: 'ENDED', pauseDate: '2022-07-26T15:45:17.391Z', resumeDate: '2022-07-26T15:45:28.440Z' },
  ],
  'entity.endDate': '2022-10-26T14:14:47.395Z',
  'entity.earliestEndDate': '2022-10-26T14:14:47.395Z',
  '+entity.currentCycle': { index: 1, startedDate: '2022-07-26T14:14:36.346Z', endedDate: '2022-08-26T14:14:47.395Z' },
  ...at('resumed', '2022-07-26T15:45:28.557397Z'),
} satisfies PayloadChanges;

const renewalCanceled = {
  ...subscription,
  '+entity.autoRenewCanceled': true,
  '+entity.cancellation': { cause: 'MEMBER_ACTION', effectiveAt: 'NEXT_PAYMENT_DATE' },
  'entity.endDate': '2022-08-08T11:00:00.000Z',
  'entity._updatedDate': '2022-08-08T10:55:10.700Z',
  ...at('renewal canceled', '2022-08-08T10:55:10.795171Z'),
} satisfies PayloadChanges;

const over = {
  ...renewalCanceled,
  'entity.status': 'CANCELED',
  'entity.endDate': '2022-08-08T11:00:02.862Z',
  '+entity.currentCycle': undefined,
  'entity._updatedDate': '2022-08-08T11:00:02.862Z',
  ...at('over', '2022-08-08T11:00:03.912278Z'),
} satisfies PayloadChanges;

/** The documented pairs of plan orders, made from the documented event by naming what moves. */
export const planPairs: readonly OrderPair[] = [
  {
    what: 'the documented update carries the state from before the payment that caused it',
    before: documentedEvent(HANDLER),
    after: documentedEvent(HANDLER, {
      'entity.lastPaymentStatus': 'PAID',
      'entity._updatedDate': '2022-07-26T15:19:06.118Z',
      ...at('marked as paid', '2022-07-26T15:19:06.150998Z'),
    }),
    kinds: ['order-paid'],
  },
  {
    what: 'a pause of 11.049 s ends: every end date moves by that, the write time by nothing',
    before: documentedEvent(HANDLER, paused),
    after: documentedEvent(HANDLER, resumed),
    kinds: ['order-resumed'],
    kindsReversed: ['order-paused', 'order-resumed'],
  },
  {
    what: 'an active order is paused: only milliseconds of one instant are printed otherwise',
    before: documentedEvent(HANDLER, {
      ...subscription,
      'entity.startDate': '2022-07-26T14:14:36.346661Z',
      'entity._createdDate': '2022-07-26T14:14:36.346661Z',
      'entity._updatedDate': '2022-07-26T14:14:36.346661Z',
      ...at('started', '2022-07-26T14:14:39.100000Z'),
    }),
    after: documentedEvent(HANDLER, paused),
    kinds: ['order-paused'],
    // The late event shows an order that was made and paid three seconds before it.
    kindsReversed: ['order-paid', 'order-paused', 'order-placed'],
  },
  {
    what: 'the paid period of a canceled renewal is over: canceled and ended, no date changed',
    before: documentedEvent(HANDLER, renewalCanceled),
    after: documentedEvent(HANDLER, { ...over, '+entity.currentCycle': null }),
    kinds: ['order-canceled', 'order-ended'],
  },
  {
    what: 'a renewal is canceled: the end date comes in and the payment status is left out',
    before: documentedEvent(HANDLER, { ...subscription, ...at('active', '2022-08-01T10:00:00.000000Z') }),
    after: documentedEvent(HANDLER, { ...renewalCanceled, 'entity.lastPaymentStatus': undefined }),
    kinds: ['auto-renew-canceled'],
  },
  {
    what: 'a free trial ends: the first cycle starts and its payment is on the way',
    before: documentedEvent(HANDLER, {
      ...subscription,
      'entity.lastPaymentStatus': 'UNPAID',
      '+entity.currentCycle': { index: 0, startedDate: '2022-07-26T14:14:36.346Z' },
      '+entity.freeTrialDays': 13,
      ...at('trial', '2022-08-08T10:27:28.810908Z'),
    }),
    after: documentedEvent(HANDLER, {
      ...subscription,
      'entity.lastPaymentStatus': 'PENDING',
      '+entity.currentCycle': { index: 1, startedDate: '2022-08-08T10:27:27.000Z' },
      ...at('first cycle', '2022-08-08T10:27:29.183090Z'),
    }),
    kinds: ['cycle-started', 'order-payment-pending'],
  },
  {
    what: 'two events of one moment show the same order: nothing visible changed',
    before: documentedEvent(HANDLER, { ...subscription, ...at('purchased', '2022-08-01T14:59:49.951623Z') }),
    after: documentedEvent(HANDLER, { ...subscription, ...at('cycle started', '2022-08-01T14:59:50.011623Z') }),
    kinds: [],
  },
  {
    what: 'a member asks for a cancellation that has not happened yet: nothing visible changed',
    before: documentedEvent(HANDLER, { ...subscription, ...at('active', '2022-08-01T10:00:00.000000Z') }),
    after: documentedEvent(HANDLER, {
      ...subscription,
      'entity._updatedDate': '2022-08-02T10:00:00.000Z',
      ...at('requested', '2022-08-02T10:00:00.100000Z'),
    }),
    kinds: [],
  },
  {
    what: 'an end date is postponed while the earliest end date keeps the old one',
    before: documentedEvent(HANDLER, { ...subscription, ...at('active', '2022-08-01T10:00:00.000000Z') }),
    after: documentedEvent(HANDLER, {
      ...subscription,
      'entity.endDate': '2022-10-28T14:14:36.346Z',
      ...at('postponed', '2022-08-01T16:01:13.138635Z'),
    }),
    kinds: ['end-date-postponed'],
  },
];

function at(id: string, eventTime: string): PayloadChanges {
  return { 'metadata.id': id, 'metadata.eventTime': eventTime };
}
