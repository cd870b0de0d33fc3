import type { KindRow } from '../kind-cases.ts';
import { initiated, janesTicket, johnsTicket, paidNow } from './ticket-states.ts';

/** Kinds that only ticket orders report. */
export const ticketOnlyKinds: readonly KindRow[] = [
  {
    kind: 'order-confirmed',
    hits: [
      {
        what: 'an order that costs nothing is confirmed',
        before: initiated,
        after: { ...paidNow, status: 'FREE' },
        reports: ['order-confirmed'],
      },
      {
        what: 'the funds arrive and the status stays',
        before: { status: 'OFFLINE_PENDING', confirmed: false },
        after: { confirmed: true },
        reports: ['order-confirmed'],
      },
    ],
    nearMisses: [
      {
        what: 'a payment confirms the order as well: it is the payment that is told',
        before: { status: 'PENDING', confirmed: false },
        after: { status: 'PAID', confirmed: true },
        reports: ['order-paid'],
      },
      {
        what: 'the flag is absent in one source',
        before: { confirmed: undefined },
        after: { '+confirmed': true },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-payment-authorized',
    hits: [
      {
        what: 'the payment is authorized',
        before: initiated,
        after: { status: 'AUTHORIZED' },
        reports: ['order-payment-authorized'],
      },
    ],
    nearMisses: [
      {
        what: 'the authorized payment is captured',
        before: { status: 'AUTHORIZED' },
        after: { status: 'PAID' },
        reports: ['order-paid'],
      },
    ],
  },
  {
    kind: 'order-payment-voided',
    hits: [
      {
        what: 'the authorized payment is given up',
        before: { status: 'AUTHORIZED' },
        after: { status: 'VOIDED' },
        reports: ['order-payment-voided'],
      },
    ],
    nearMisses: [
      {
        what: 'the payment is declined',
        before: { status: 'AUTHORIZED' },
        after: { status: 'DECLINED' },
        reports: ['order-payment-declined'],
      },
    ],
  },
  {
    kind: 'order-partially-paid',
    hits: [
      {
        what: 'a part is paid',
        before: { status: 'PENDING' },
        after: { status: 'PARTIALLY_PAID' },
        reports: ['order-partially-paid'],
      },
    ],
    nearMisses: [
      {
        what: 'the rest is paid',
        before: { status: 'PARTIALLY_PAID' },
        after: { status: 'PAID' },
        reports: ['order-paid'],
      },
    ],
  },
  {
    kind: 'ticket-added',
    hits: [
      {
        what: 'a second ticket is added',
        before: { tickets: [johnsTicket] },
        after: { tickets: [janesTicket, johnsTicket] },
        reports: ['ticket-added'],
      },
    ],
    nearMisses: [
      { what: 'the payment brings the tickets', before: initiated, after: paidNow, reports: ['order-paid'] },
      {
        what: 'the tickets are printed in another order',
        before: { tickets: [johnsTicket, janesTicket] },
        after: { tickets: [janesTicket, johnsTicket] },
        reports: [],
      },
      {
        what: 'the tickets are absent in one source',
        before: { tickets: undefined },
        after: { '+tickets': [johnsTicket, janesTicket] },
        reports: [],
      },
    ],
  },
  {
    kind: 'ticket-removed',
    hits: [
      {
        what: 'the first ticket is removed',
        after: { 'tickets.0': undefined },
        reports: ['ticket-removed'],
      },
    ],
    nearMisses: [
      { what: 'the reader may not see the tickets', after: { tickets: [] }, reports: [] },
      { what: 'the tickets are absent in one source', after: { tickets: undefined }, reports: [] },
    ],
  },
  {
    kind: 'ticket-checked-in',
    hits: [
      {
        what: 'the second guest is checked in',
        after: { '+tickets.1.checkIn': { created: '2020-04-28T12:59:51.000Z' } },
        reports: ['ticket-checked-in'],
      },
      {
        what: 'a guest is checked in again after the check-in was undone',
        before: {
          'tickets.0.checkIn': {
            created: '2020-04-28T12:24:20.92Z',
            checkInCanceledDate: '2020-04-28T12:24:25.000Z',
          },
        },
        after: { 'tickets.0.checkIn': { created: '2020-04-28T12:59:51.000Z' } },
        reports: ['ticket-checked-in'],
      },
    ],
    nearMisses: [
      {
        what: 'the same check-in is printed with three digits',
        after: { 'tickets.0.checkIn.created': '2020-04-28T12:24:20.920Z' },
        reports: [],
      },
      {
        what: 'the same check-in is printed by another document with another instant',
        after: { 'tickets.0.checkIn.created': '2020-04-28T12:24:20.102Z' },
        reports: [],
      },
      {
        what: 'the checked-in ticket is printed in another place',
        before: { tickets: [johnsTicket, janesTicket] },
        after: { tickets: [janesTicket, johnsTicket] },
        reports: [],
      },
      {
        what: 'a check-in that was undone leaves its instant behind',
        before: { 'tickets.0.checkIn': undefined },
        after: {
          '+tickets.0.checkIn': {
            created: '2020-04-28T12:24:20.92Z',
            checkInCanceledDate: '2020-04-28T12:24:25.000Z',
          },
        },
        reports: [],
      },
    ],
  },
  {
    kind: 'ticket-check-in-undone',
    hits: [
      {
        what: 'the check-in is deleted',
        after: { 'tickets.0.checkIn': undefined },
        reports: ['ticket-check-in-undone'],
      },
      {
        what: 'the check-in stays behind with the instant at which it was canceled',
        after: { '+tickets.0.checkIn.checkInCanceledDate': '2020-04-28T12:59:51.000Z' },
        reports: ['ticket-check-in-undone'],
      },
    ],
    nearMisses: [
      { what: 'the checked-in ticket is removed', after: { 'tickets.0': undefined }, reports: ['ticket-removed'] },
      { what: 'the tickets are absent in one source', after: { tickets: undefined }, reports: [] },
    ],
  },
  {
    kind: 'ticket-canceled',
    hits: [
      {
        what: 'one ticket is canceled and the order stands',
        after: { '+tickets.1.canceled': true },
        reports: ['ticket-canceled'],
      },
    ],
    nearMisses: [
      {
        what: 'the order is canceled, and its tickets with it',
        after: { status: 'CANCELED', '+tickets.0.canceled': true, '+tickets.1.canceled': true },
        reports: ['order-canceled'],
      },
      { what: 'the ticket says that it is not canceled', after: { '+tickets.1.canceled': false }, reports: [] },
    ],
  },
  {
    kind: 'ticket-archived',
    hits: [{ what: 'one ticket is archived', after: { 'tickets.1.archived': true }, reports: ['ticket-archived'] }],
    nearMisses: [
      {
        what: 'the order is archived, and its tickets with it',
        after: { archived: true, 'tickets.0.archived': true, 'tickets.1.archived': true },
        reports: ['order-archived'],
      },
      {
        what: 'the flag is absent in one source',
        before: { 'tickets.1.archived': undefined },
        after: { '+tickets.1.archived': true },
        reports: [],
      },
    ],
  },
  {
    kind: 'ticket-unarchived',
    hits: [
      {
        what: 'one ticket is taken out of the archive',
        before: { 'tickets.1.archived': true },
        after: { 'tickets.1.archived': false },
        reports: ['ticket-unarchived'],
      },
    ],
    nearMisses: [
      {
        what: 'the order is taken out of the archive, and its tickets with it',
        before: { archived: true, 'tickets.0.archived': true, 'tickets.1.archived': true },
        after: { archived: false, 'tickets.0.archived': false, 'tickets.1.archived': false },
        reports: ['order-unarchived'],
      },
    ],
  },
  {
    kind: 'guest-details-changed',
    hits: [
      {
        what: 'one edit is told twice, in the fields of the ticket and in its form',
        after: { 'tickets.1.firstName': 'Joan', 'tickets.1.form.inputValues.3.value': 'Joan' },
        reports: ['guest-details-changed'],
      },
      {
        what: 'an answer that only the form has',
        after: { 'tickets.1.form.inputValues.7.value': '(555) 555-9999' },
        reports: ['guest-details-changed'],
      },
    ],
    nearMisses: [
      {
        what: 'the buyer is edited',
        after: { firstName: 'Jonathan', 'checkoutForm.inputValues.0.value': 'Jonathan' },
        reports: ['buyer-details-changed'],
      },
      { what: 'the form is absent in one source', after: { 'tickets.1.form': undefined }, reports: [] },
      {
        what: 'an address is printed in `value` and `values`, an empty one left out',
        after: { 'tickets.1.form.inputValues.6.value': undefined, 'tickets.1.form.inputValues.7.values': undefined },
        reports: [],
      },
    ],
  },
];
