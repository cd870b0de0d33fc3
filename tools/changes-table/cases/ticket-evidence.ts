import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { EvidenceRow } from '../kind-cases.ts';

/** Order made five minutes before its event, without a check-in. */
const fresh = { created: '2020-04-28T12:55:00.000Z', 'tickets.0.checkIn': undefined } satisfies PayloadChanges;
const old = { ...fresh, created: '2020-04-21T12:55:00.000Z' } satisfies PayloadChanges;

const confirmed = { by: 'event', before: 'nothing', as: 'wixEvents_onOrderConfirmed' } as const;
const firstSight = { by: 'first sight', before: 'nothing' } as const;

/** Changes that ticket orders report by event name, and in the first event of an order. */
export const ticketEvidence: readonly EvidenceRow[] = [
  {
    kind: 'order-placed',
    hits: [
      {
        ...confirmed,
        what: 'the confirmation of an order to be paid at the door',
        after: { ...old, status: 'OFFLINE_PENDING' },
        reports: ['order-placed'],
      },
    ],
    nearMisses: [
      {
        ...confirmed,
        what: 'a checkout that begins is no order yet',
        as: 'wixEvents_onOrderInitiated',
        after: { ...fresh, status: 'INITIATED' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-paid',
    hits: [
      { ...confirmed, what: 'the confirmation of a paid order', after: old, reports: ['order-paid'] },
      { ...firstSight, what: 'an order of five minutes ago is paid', after: fresh, reports: ['order-paid'] },
    ],
    nearMisses: [
      {
        ...confirmed,
        what: 'the confirmation of an order that costs nothing',
        after: { ...old, status: 'FREE' },
        reports: ['order-confirmed'],
      },
      { ...firstSight, what: 'an order of last week is paid, who knows when', after: old, reports: [] },
      {
        ...firstSight,
        what: 'a guest of an order of five minutes ago is checked in: its payment is not the news',
        after: { ...fresh, '+tickets.1.checkIn': { created: '2020-04-28T12:59:51.000Z' } },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-confirmed',
    hits: [
      {
        ...confirmed,
        what: 'the confirmation of an order that costs nothing',
        after: { ...old, status: 'FREE' },
        reports: ['order-confirmed'],
      },
      {
        ...firstSight,
        what: 'an order of five minutes ago costs nothing',
        after: { ...fresh, status: 'FREE' },
        reports: ['order-confirmed'],
      },
    ],
    nearMisses: [
      { ...confirmed, what: 'the confirmation of a paid order', after: old, reports: ['order-paid'] },
      {
        ...firstSight,
        what: 'an order of last week costs nothing',
        after: { ...old, status: 'FREE' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-anonymized',
    hits: [
      {
        what: 'the order is deleted at somebody’s request',
        by: 'event',
        as: 'wixEvents_onOrderDeleted',
        after: {},
        carries: {
          timestamp: '2020-04-28T13:00:00.000Z',
          eventId: '5e5d6b0c-0b4b-4ac9-8fb7-6f2f4a7a6c10',
          orderNumber: 'FMXC-BZG3-OT',
          anonymized: true,
        },
        reports: ['order-anonymized'],
      },
    ],
    nearMisses: [
      {
        what: 'the order is deleted and says nothing of a request',
        by: 'event',
        as: 'wixEvents_onOrderDeleted',
        after: {},
        carries: {
          timestamp: '2020-04-28T13:00:00.000Z',
          eventId: '5e5d6b0c-0b4b-4ac9-8fb7-6f2f4a7a6c10',
          orderNumber: 'FMXC-BZG3-OT',
        },
        reports: [],
      },
    ],
  },
  {
    kind: 'status-unknown',
    hits: [{ ...firstSight, what: 'a status of tomorrow', after: { status: 'REFUNDED' }, reports: ['status-unknown'] }],
    nearMisses: [
      { ...firstSight, what: 'NA_ORDER_STATUS says nothing', after: { status: 'NA_ORDER_STATUS' }, reports: [] },
    ],
  },
];
