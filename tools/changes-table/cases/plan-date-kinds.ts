import type { KindRow } from '../kind-cases.ts';
import { firstCycle, active, canceledAtOnce, renewalStopped, subscribed, paused, resumed } from './plan-states.ts';

/** The kinds of plan orders that follow their dates, cycles and renewal. */
export const planDateKinds: readonly KindRow[] = [
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
