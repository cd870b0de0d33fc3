import type { KindRow } from '../kind-cases.ts';
import { allRefunded, paid, tenRefunded } from './shop-states.ts';

/** Kinds of shop orders that depend on the status of the order and its payment. */
export const shopStatusKinds: readonly KindRow[] = [
  {
    kind: 'order-approved',
    hits: [
      {
        what: 'the checkout is approved',
        before: { 'entity.status': 'PENDING' },
        after: {
          'entity.status': 'APPROVED',
          '+entity.activities.1': { _createdDate: '2023-01-16T13:53:11.000Z', type: 'ORDER_PENDING' },
        },
        reports: ['order-approved'],
      },
    ],
    nearMisses: [
      {
        what: 'the status is absent in one source',
        before: { 'entity.status': undefined },
        after: { '+entity.status': 'APPROVED' },
        reports: [],
      },
      {
        what: 'an order returns from a status that nobody knows: it was approved before',
        before: { 'entity.status': 'ON_HOLD' },
        after: { 'entity.status': 'APPROVED' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-rejected',
    hits: [
      {
        what: 'the checkout is rejected',
        before: { 'entity.status': 'PENDING' },
        after: {
          'entity.status': 'REJECTED',
          '+entity.activities.1': { _createdDate: '2023-01-16T13:53:11.000Z', type: 'ORDER_REJECTED' },
        },
        reports: ['order-rejected'],
      },
    ],
    nearMisses: [
      {
        what: 'the checkout is canceled',
        before: { 'entity.status': 'PENDING' },
        after: { 'entity.status': 'CANCELED' },
        reports: ['order-canceled'],
      },
    ],
  },
  {
    kind: 'order-partially-paid',
    hits: [
      {
        what: 'a deposit is paid and the balance is not told',
        before: { 'entity.balanceSummary': undefined },
        after: { 'entity.paymentStatus': 'PARTIALLY_PAID' },
        reports: ['order-partially-paid'],
      },
      {
        what: 'a deposit is paid',
        after: { 'entity.paymentStatus': 'PARTIALLY_PAID', 'entity.balanceSummary.balance.amount': '30.00' },
        reports: ['order-partially-paid'],
      },
      {
        what: 'a further part is paid and the status stays',
        before: { 'entity.paymentStatus': 'PARTIALLY_PAID', 'entity.balanceSummary.balance.amount': '30.00' },
        after: { 'entity.balanceSummary.balance.amount': '9.50' },
        reports: ['order-partially-paid'],
      },
    ],
    nearMisses: [
      {
        what: 'the balance is printed with other digits',
        before: { 'entity.paymentStatus': 'PARTIALLY_PAID', 'entity.balanceSummary.balance.amount': '30.00' },
        after: { 'entity.balanceSummary.balance.amount': '30' },
        reports: [],
      },
      {
        what: 'the balance grows',
        before: { 'entity.paymentStatus': 'PARTIALLY_PAID', 'entity.balanceSummary.balance.amount': '9.50' },
        after: { 'entity.balanceSummary.balance.amount': '30.00' },
        reports: [],
      },
      {
        what: 'the activity of an earlier part is recorded late',
        before: { 'entity.paymentStatus': 'PARTIALLY_PAID' },
        after: { '+entity.activities.1': { _createdDate: '2023-01-16T14:40:02.184Z', type: 'ORDER_PARTIALLY_PAID' } },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-payment-canceled',
    hits: [
      {
        what: 'the payment is canceled',
        before: { 'entity.paymentStatus': 'PENDING' },
        after: { 'entity.paymentStatus': 'CANCELED' },
        reports: ['order-payment-canceled'],
      },
    ],
    nearMisses: [
      {
        what: 'the same word as the status of the order is another thing',
        after: { 'entity.status': 'CANCELED' },
        reports: ['order-canceled'],
      },
    ],
  },
  {
    kind: 'order-payment-reversed',
    hits: [
      {
        what: 'a payment is taken back',
        before: paid,
        after: { 'entity.paymentStatus': 'NOT_PAID', 'entity.balanceSummary.balance.amount': '40.00' },
        reports: ['order-payment-reversed'],
      },
    ],
    nearMisses: [
      {
        what: 'a declined payment is due again',
        before: { 'entity.paymentStatus': 'DECLINED' },
        after: { 'entity.paymentStatus': 'NOT_PAID' },
        reports: [],
      },
      {
        what: 'a paid order is edited, and more is to be paid',
        before: paid,
        after: { 'entity.paymentStatus': 'PARTIALLY_PAID' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-refunded',
    hits: [
      {
        what: 'everything is refunded and no activity is told',
        before: { ...paid, 'entity.activities': undefined },
        after: { 'entity.paymentStatus': 'FULLY_REFUNDED' },
        reports: ['order-refunded'],
      },
      {
        what: 'everything is refunded and the balance comes back',
        before: paid,
        after: allRefunded,
        reports: ['order-refunded'],
      },
    ],
    nearMisses: [
      {
        what: 'the order is canceled while it is paid',
        before: paid,
        after: { 'entity.status': 'CANCELED' },
        reports: ['order-canceled'],
      },
      {
        what: 'the balance comes back after a full refund',
        before: { 'entity.paymentStatus': 'FULLY_REFUNDED', 'entity.balanceSummary.balance.amount': '0.00' },
        after: { 'entity.balanceSummary.balance.amount': '40.00' },
        reports: [],
      },
      { what: 'a part is refunded', before: paid, after: tenRefunded, reports: ['order-partially-refunded'] },
    ],
  },
  {
    kind: 'order-partially-refunded',
    hits: [
      { what: 'a part is refunded', before: paid, after: tenRefunded, reports: ['order-partially-refunded'] },
      {
        what: 'a part is refunded and neither event says how much',
        before: { ...paid, 'entity.activities': undefined },
        after: { 'entity.paymentStatus': 'PARTIALLY_REFUNDED' },
        reports: ['order-partially-refunded'],
      },
      {
        what: 'a further part is refunded and the status stays',
        before: { ...paid, ...tenRefunded },
        after: { 'entity.balanceSummary.refunded.amount': '25.00' },
        reports: ['order-partially-refunded'],
      },
    ],
    nearMisses: [
      {
        what: 'the sum is printed with other digits',
        before: { ...paid, ...tenRefunded },
        after: { 'entity.balanceSummary.refunded.amount': '10' },
        reports: [],
      },
      {
        what: 'the sum is told only later, by the activity of the same refund',
        before: { 'entity.paymentStatus': 'PARTIALLY_REFUNDED' },
        after: {
          '+entity.activities.1': {
            _createdDate: '2023-01-16T14:59:59.000Z',
            type: 'ORDER_REFUNDED',
            orderRefunded: { amount: { amount: '10.00' } },
          },
        },
        reports: [],
      },
    ],
  },
];
