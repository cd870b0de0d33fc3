import type { PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { documentedEvent, type OrderPair } from './order-pair.ts';

const HANDLER = 'wixEvents_onOrderUpdated';

/** The documented order at the checkout: few fields, and none of its tickets. */
const initiated = {
  timestamp: '2020-04-28T12:23:51.523Z',
  status: 'INITIATED',
  confirmed: undefined,
  archived: undefined,
  contactId: undefined,
  memberId: undefined,
  created: undefined,
  method: undefined,
  tickets: undefined,
} satisfies PayloadChanges;

/** It confirmed, as the event of the confirmation prints it: with an invoice, without the flags, nobody checked in. */
const confirmed = {
  timestamp: '2020-04-28T12:23:57.154Z',
  confirmed: undefined,
  archived: undefined,
  'tickets.0.checkIn': undefined,
  'tickets.0.archived': undefined,
  'tickets.1.archived': undefined,
  '+invoice': { grandTotal: { amount: '123.00', currency: 'USD' } },
} satisfies PayloadChanges;

/** The documented pairs of ticket orders, made from the documented event by naming what moves. */
export const ticketPairs: readonly OrderPair[] = [
  {
    what: 'the checkout is paid: tickets, contact, member and method appear',
    before: documentedEvent(HANDLER, initiated),
    after: documentedEvent(HANDLER, confirmed),
    kinds: ['order-paid'],
  },
  {
    what: 'a guest is checked in: the flags appear and the invoice goes, by the type of the event',
    before: documentedEvent(HANDLER, confirmed),
    after: documentedEvent(HANDLER),
    kinds: ['ticket-checked-in'],
    // The late event shows a paid order that was made moments before it.
    kindsReversed: ['order-paid', 'ticket-checked-in'],
  },
  {
    what: 'the checkout is paid and a guest checked in between two events',
    before: documentedEvent(HANDLER, initiated),
    after: documentedEvent(HANDLER),
    kinds: ['order-paid', 'ticket-checked-in'],
  },
  {
    what: 'the buyer is edited: the fields of the order and those of its form move together',
    before: documentedEvent(HANDLER),
    after: documentedEvent(HANDLER, {
      timestamp: '2020-04-28T13:00:00.000Z',
      firstName: 'Jonathan',
      lastName: 'Dole',
      email: 'jonathan.dole@somedomain.com',
      'checkoutForm.inputValues.0.value': 'Jonathan',
      'checkoutForm.inputValues.1.value': 'Dole',
      'checkoutForm.inputValues.2.value': 'jonathan.dole@somedomain.com',
    }),
    kinds: ['buyer-details-changed'],
  },
  {
    what: 'the same order in Velo and in REST: forms leave out what is empty, and one check-in is dated otherwise',
    before: documentedEvent(HANDLER, { timestamp: '2020-04-28T12:24:25.000Z' }),
    after: { handler: HANDLER, raw: documentedPayload('wixEvents_onOrderUpdated.rest') },
    kinds: [],
  },
];
