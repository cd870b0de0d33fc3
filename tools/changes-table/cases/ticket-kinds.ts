import type { ProductKinds } from '../kind-cases.ts';
import { ticketEvidence } from './ticket-evidence.ts';
import { ticketOnlyKinds } from './ticket-only-kinds.ts';
import { initiated, paidNow } from './ticket-states.ts';

/** Changes that ticket orders report, kind by kind. */
export const ticketKinds: ProductKinds = {
  product: 'wix-events',
  handler: 'wixEvents_onOrderUpdated',
  later: { timestamp: '2020-04-28T13:00:00.000Z' },
  rows: [
    {
      kind: 'order-placed',
      hits: [
        {
          what: 'an order to be paid at the door is placed',
          before: initiated,
          after: { status: 'OFFLINE_PENDING' },
          reports: ['order-placed'],
        },
      ],
      nearMisses: [
        {
          what: 'an order to be paid at the door is paid',
          before: { status: 'OFFLINE_PENDING' },
          after: { status: 'PAID' },
          reports: ['order-paid'],
        },
      ],
    },
    {
      kind: 'order-paid',
      hits: [
        {
          what: 'the checkout is paid; tickets, contact and method appear with it',
          before: initiated,
          after: paidNow,
          reports: ['order-paid'],
        },
        {
          what: 'an authorized payment is captured',
          before: { status: 'AUTHORIZED' },
          after: { status: 'PAID' },
          reports: ['order-paid'],
        },
      ],
      nearMisses: [
        {
          what: 'a field that only one type has appears in a paid order',
          before: { confirmed: undefined, archived: undefined, 'tickets.0.archived': undefined },
          after: { '+confirmed': true, '+archived': false, '+tickets.0.archived': false },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-payment-pending',
      hits: [
        {
          what: 'the payment is on its way',
          before: initiated,
          after: { status: 'PENDING' },
          reports: ['order-payment-pending'],
        },
      ],
      nearMisses: [
        {
          what: 'a payment at the door is not on its way',
          before: initiated,
          after: { status: 'OFFLINE_PENDING' },
          reports: ['order-placed'],
        },
      ],
    },
    {
      kind: 'order-payment-declined',
      hits: [
        {
          what: 'the payment is declined',
          before: { status: 'PENDING' },
          after: { status: 'DECLINED' },
          reports: ['order-payment-declined'],
        },
      ],
      nearMisses: [
        {
          what: 'an authorized payment is given up',
          before: { status: 'AUTHORIZED' },
          after: { status: 'VOIDED' },
          reports: ['order-payment-voided'],
        },
      ],
    },
    {
      kind: 'order-canceled',
      hits: [
        {
          what: 'the order is canceled, and its tickets with it',
          after: { status: 'CANCELED', '+tickets.0.canceled': true, '+tickets.1.canceled': true },
          reports: ['order-canceled'],
        },
      ],
      nearMisses: [
        {
          what: 'the first event shows that the order was canceled, and ticket orders do not say when',
          by: 'first sight',
          before: 'nothing',
          after: { status: 'CANCELED' },
          reports: [],
        },
        {
          what: 'every ticket is canceled and the order is not',
          after: { '+tickets.0.canceled': true, '+tickets.1.canceled': true },
          reports: ['ticket-canceled', 'ticket-canceled'],
        },
      ],
    },
    {
      kind: 'buyer-details-changed',
      hits: [
        {
          what: 'one edit is told twice, in the buyer fields and in the checkout form',
          after: { firstName: 'Jonathan', 'checkoutForm.inputValues.0.value': 'Jonathan' },
          reports: ['buyer-details-changed'],
        },
      ],
      nearMisses: [
        {
          what: 'a guest is edited',
          after: { 'tickets.1.firstName': 'Joan', 'tickets.1.form.inputValues.3.value': 'Joan' },
          reports: ['guest-details-changed'],
        },
        {
          what: 'REST leaves out the empty values that Velo prints, and blanks mean absent',
          after: {
            'checkoutForm.inputValues.0.values': undefined,
            'checkoutForm.inputValues.1.values': undefined,
            lastName: '',
            email: '',
          },
          reports: [],
        },
        { what: 'the checkout form is absent in one source', after: { checkoutForm: undefined }, reports: [] },
      ],
    },
    {
      kind: 'order-archived',
      hits: [{ what: 'the order is archived', after: { archived: true }, reports: ['order-archived'] }],
      nearMisses: [
        { what: 'a ticket is archived', after: { 'tickets.0.archived': true }, reports: ['ticket-archived'] },
        {
          what: 'the flag is absent in one source',
          before: { archived: undefined },
          after: { '+archived': true },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-unarchived',
      hits: [
        {
          what: 'the order is taken out of the archive',
          before: { archived: true },
          after: { archived: false },
          reports: ['order-unarchived'],
        },
      ],
      nearMisses: [
        {
          what: 'the flag of an archived order is absent in one source',
          before: { archived: true },
          after: { archived: undefined },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-anonymized',
      hits: [
        {
          by: 'event',
          what: 'the personal data is erased at somebody’s request',
          after: { '+triggeredByAnonymizeRequest': true, firstName: '', lastName: '', email: '' },
          reports: ['order-anonymized'],
        },
        {
          by: 'event',
          what: 'the order says that it is anonymized',
          after: { '+anonymized': true },
          reports: ['order-anonymized'],
        },
      ],
      nearMisses: [
        {
          by: 'event',
          what: 'names are blank because the reader may not see them',
          after: { firstName: '', lastName: '', email: '', contactId: '', memberId: '' },
          reports: [],
        },
      ],
    },
    {
      kind: 'status-unknown',
      hits: [{ what: 'a status of tomorrow', after: { status: 'REFUNDED' }, reports: ['status-unknown'] }],
      nearMisses: [
        {
          what: 'NA_ORDER_STATUS says that nothing is told: names are blank and tickets missing',
          after: { status: 'NA_ORDER_STATUS', firstName: '', lastName: '', email: '', memberId: '', tickets: [] },
          reports: [],
        },
        {
          what: 'a status that only the REST reference lists is known',
          before: { status: 'PENDING' },
          after: { status: 'PARTIALLY_PAID' },
          reports: ['order-partially-paid'],
        },
      ],
    },
    ...ticketOnlyKinds,
  ],
  evidence: ticketEvidence,
};
