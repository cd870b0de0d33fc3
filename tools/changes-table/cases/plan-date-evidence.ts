import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import { named, type EvidenceRow } from '../kind-cases.ts';
import { active, subscribed } from './plan-states.ts';

const longer = { ...active, 'entity.endDate': '2023-03-01T16:23:00.000Z' } satisfies PayloadChanges;
const shorter = { ...active, 'entity.endDate': '2023-01-01T16:23:00.000Z' } satisfies PayloadChanges;

/** Changes of dates and renewal that plan orders report by event name. */
export const planDateEvidence: readonly EvidenceRow[] = [
  {
    kind: 'end-date-postponed',
    hits: [
      {
        ...named('wixPricingPlans_onOrderEndDatePostponed'),
        what: 'to a later day',
        after: longer,
        reports: ['end-date-postponed'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderEndDatePostponed'),
        what: 'the event of that name also comes when the end is moved to an earlier day',
        after: shorter,
        reports: ['end-date-brought-forward'],
      },
    ],
  },
  {
    kind: 'end-date-brought-forward',
    hits: [
      {
        ...named('wixPricingPlans_onOrderEndDatePostponed'),
        what: 'to an earlier day',
        after: shorter,
        reports: ['end-date-brought-forward'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderEndDatePostponed'),
        what: 'to a later day',
        after: longer,
        reports: ['end-date-postponed'],
      },
    ],
  },
  {
    kind: 'start-date-changed',
    hits: [
      {
        ...named('wixPricingPlans_onOrderStartDateChanged'),
        what: 'the start is moved',
        after: {},
        reports: ['start-date-changed'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderStarted'),
        what: 'the start is reached',
        after: {},
        reports: ['order-started'],
      },
    ],
  },
  {
    kind: 'auto-renew-canceled',
    hits: [
      {
        ...named('wixPricingPlans_onOrderAutoRenewCanceled'),
        what: 'the renewal is canceled, whatever the order in it says',
        after: subscribed,
        reports: ['auto-renew-canceled'],
      },
    ],
    nearMisses: [
      {
        ...named('wixPricingPlans_onOrderCanceled'),
        what: 'it is the order that is canceled',
        after: active,
        reports: ['order-canceled'],
      },
    ],
  },
];
