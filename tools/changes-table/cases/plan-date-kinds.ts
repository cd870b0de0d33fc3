import type { KindRow } from '../kind-cases.ts';
import { active, canceledAtOnce, firstCycle, paused, renewalStopped, resumed, subscribed } from './plan-states.ts';

/** Kinds that only plan orders report: dates, cycles and renewal. */
export const planDateKinds: readonly KindRow[] = [
  {
    kind: 'end-date-postponed',
    hits: [
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
        what: 'the end date is moved to an earlier day',
        before: active,
        after: { 'entity.endDate': '2023-01-01T16:23:00.000Z' },
        reports: ['end-date-brought-forward'],
      },
    ],
    nearMisses: [
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
        what: 'the start date moves, and the end date with it by as much',
        after: { 'entity.startDate': '2022-08-08T16:23:00.000Z', 'entity.endDate': '2023-02-08T16:23:00.000Z' },
        reports: ['start-date-changed'],
      },
    ],
    nearMisses: [
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
        what: 'the renewal is canceled while the paid period runs on',
        before: subscribed,
        after: renewalStopped,
        reports: ['auto-renew-canceled'],
      },
    ],
    nearMisses: [
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
