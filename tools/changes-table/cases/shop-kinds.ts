import type { ProductKinds } from '../kind-cases.ts';
import { shopEvidence } from './shop-evidence.ts';
import { shopDetailKinds } from './shop-detail-kinds.ts';
import { shopFulfilmentKinds } from './shop-fulfilment-kinds.ts';
import { shopStatusKinds } from './shop-status-kinds.ts';
import { orderPlaced, paid } from './shop-states.ts';

/** Changes that shop orders report, kind by kind. */
export const shopKinds: ProductKinds = {
  product: 'wix-ecom',
  handler: 'wixEcom_onOrderUpdated',
  later: {
    'metadata.id': '69020d87-0000-4000-8000-000000000002',
    'metadata.eventTime': '2023-01-16T15:00:00.000000Z',
  },
  rows: [
    {
      kind: 'order-placed',
      hits: [
        {
          what: 'the order is approved and its placement recorded',
          before: { 'entity.status': 'INITIALIZED', 'entity.activities': undefined },
          after: { 'entity.status': 'APPROVED', '+entity.activities': [orderPlaced] },
          reports: ['order-approved', 'order-placed'],
        },
      ],
      nearMisses: [
        {
          what: 'an order that was placed before is approved',
          before: { 'entity.status': 'INITIALIZED' },
          after: { 'entity.status': 'APPROVED' },
          reports: ['order-approved'],
        },
        {
          what: 'the activities are absent in one source',
          before: { 'entity.activities': undefined },
          after: { '+entity.activities': [orderPlaced] },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-paid',
      hits: [
        { what: 'the order is paid; ORDER_PAID is recorded later', after: paid, reports: ['order-paid'] },
        {
          what: 'the order is paid and says nothing of refunds',
          before: { 'entity.activities': undefined },
          after: paid,
          reports: ['order-paid'],
        },
        {
          what: 'the rest is paid',
          before: { 'entity.paymentStatus': 'PARTIALLY_PAID', 'entity.balanceSummary.balance.amount': '10.00' },
          after: paid,
          reports: ['order-paid'],
        },
      ],
      nearMisses: [
        {
          what: 'the activity of an earlier payment is recorded late',
          before: paid,
          after: { '+entity.activities.1': { _createdDate: '2023-01-16T14:40:02.184Z', type: 'ORDER_PAID' } },
          reports: [],
        },
        {
          what: 'the payment status is absent in one source',
          before: { ...paid, 'entity.paymentStatus': undefined },
          after: { '+entity.paymentStatus': 'PAID' },
          reports: [],
        },
        {
          what: 'nothing is due any more and the payment status does not say paid',
          after: { 'entity.balanceSummary.balance.amount': '0.00' },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-payment-pending',
      hits: [
        {
          what: 'the payment is on its way',
          after: { 'entity.paymentStatus': 'PENDING' },
          reports: ['order-payment-pending'],
        },
        {
          what: 'the payment waits for the merchant',
          after: { 'entity.paymentStatus': 'PENDING_MERCHANT' },
          reports: ['order-payment-pending'],
        },
      ],
      nearMisses: [
        {
          what: 'the same word as the status of the order is another thing',
          before: { 'entity.status': 'INITIALIZED' },
          after: { 'entity.status': 'PENDING' },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-payment-declined',
      hits: [
        {
          what: 'the payment is declined',
          after: { 'entity.paymentStatus': 'DECLINED' },
          reports: ['order-payment-declined'],
        },
      ],
      nearMisses: [
        {
          what: 'the payment is canceled',
          after: { 'entity.paymentStatus': 'CANCELED' },
          reports: ['order-payment-canceled'],
        },
      ],
    },
    {
      kind: 'order-canceled',
      hits: [
        {
          what: 'the order is canceled and stays paid',
          before: paid,
          after: {
            'entity.status': 'CANCELED',
            '+entity.activities.1': { _createdDate: '2023-01-16T14:59:59.868Z', type: 'ORDER_CANCELED' },
          },
          reports: ['order-canceled'],
        },
      ],
      nearMisses: [
        {
          what: 'the same word as the payment status is another thing',
          after: { 'entity.paymentStatus': 'CANCELED' },
          reports: ['order-payment-canceled'],
        },
      ],
    },
    {
      kind: 'buyer-details-changed',
      hits: [
        {
          what: 'the email address is edited',
          after: {
            'entity.buyerInfo.email': 'janedoe8@gmail.com',
            '+entity.activities.1': { _createdDate: '2023-01-16T14:38:48.249Z', type: 'EMAIL_EDITED' },
          },
          reports: ['buyer-details-changed'],
        },
      ],
      nearMisses: [
        {
          what: 'the contact of the bill is edited',
          after: { 'entity.billingInfo.contactDetails.firstName': 'Janet' },
          reports: ['billing-details-changed'],
        },
        {
          what: 'the address is absent in one source',
          before: { 'entity.buyerInfo.email': undefined },
          after: { '+entity.buyerInfo.email': 'janedoe8@gmail.com' },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-archived',
      hits: [{ what: 'the order is archived', after: { 'entity.archived': true }, reports: ['order-archived'] }],
      nearMisses: [
        {
          what: 'the flag is absent in one source',
          before: { 'entity.archived': undefined },
          after: { '+entity.archived': true },
          reports: [],
        },
      ],
    },
    {
      kind: 'order-unarchived',
      hits: [
        {
          what: 'the order is taken out of the archive',
          before: { 'entity.archived': true },
          after: { 'entity.archived': false },
          reports: ['order-unarchived'],
        },
      ],
      nearMisses: [
        {
          what: 'the flag of an archived order is absent in one source',
          before: { 'entity.archived': true },
          after: { 'entity.archived': undefined },
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
          after: { 'metadata.triggeredByAnonymizeRequest': true, 'entity.buyerInfo.email': '' },
          reports: ['order-anonymized'],
        },
      ],
      nearMisses: [
        {
          by: 'event',
          what: 'the buyer is absent without such a request',
          after: { 'entity.buyerInfo': undefined, 'entity.billingInfo': undefined },
          reports: [],
        },
      ],
    },
    {
      kind: 'status-unknown',
      hits: [
        { what: 'a status of tomorrow', after: { 'entity.status': 'ON_HOLD' }, reports: ['status-unknown'] },
        {
          what: 'a payment status of tomorrow',
          after: { 'entity.paymentStatus': 'CHARGED_BACK' },
          reports: ['status-unknown'],
        },
        {
          what: 'a fulfilment status of tomorrow',
          after: { 'entity.fulfillmentStatus': 'IN_TRANSIT' },
          reports: ['status-unknown'],
        },
      ],
      nearMisses: [
        {
          what: 'UNSPECIFIED says that nothing is told',
          after: { 'entity.paymentStatus': 'UNSPECIFIED' },
          reports: [],
        },
        { what: 'INITIALIZED is a documented status', after: { 'entity.status': 'INITIALIZED' }, reports: [] },
      ],
    },
    ...shopStatusKinds,
    ...shopFulfilmentKinds,
    ...shopDetailKinds,
  ],
  evidence: shopEvidence,
};
