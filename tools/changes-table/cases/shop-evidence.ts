import type { ChangeKind } from '../../../src/backend/order-events/changes/change.ts';
import { named, type EvidenceRow } from '../kind-cases.ts';
import { paid } from './shop-states.ts';

const firstSight = { by: 'first sight', before: 'nothing' } as const;

const payment = { before: 'nothing', as: 'wixEcom_onOrderPaymentStatusUpdated' } as const;

function noted(type: string, at: string) {
  return { '+entity.activities.1': { type, _createdDate: at } };
}

/** Kinds of the payment event: the previous status, the current status. */
const paymentKinds: readonly (readonly [ChangeKind, string, string])[] = [
  ['order-paid', 'NOT_PAID', 'PAID'],
  ['order-partially-paid', 'NOT_PAID', 'PARTIALLY_PAID'],
  ['order-payment-pending', 'NOT_PAID', 'PENDING'],
  ['order-payment-declined', 'PENDING', 'DECLINED'],
  ['order-payment-canceled', 'PENDING', 'CANCELED'],
  ['order-refunded', 'PAID', 'FULLY_REFUNDED'],
  ['order-partially-refunded', 'PAID', 'PARTIALLY_REFUNDED'],
];

function paymentRow([kind, statusBefore, status]: (typeof paymentKinds)[number]): EvidenceRow {
  const after = { 'entity.paymentStatus': status };
  return {
    kind,
    hits: [
      {
        ...payment,
        what: `${statusBefore} became ${status}`,
        by: 'status before',
        statusBefore,
        after,
        reports: [kind],
      },
      { ...payment, what: `the payment became ${status}`, by: 'event', after, reports: [kind] },
    ],
    nearMisses: [
      {
        ...payment,
        what: `it was ${status} before as well`,
        by: 'status before',
        statusBefore: status,
        after,
        reports: [],
      },
      {
        ...named('wixEcom_onOrderApproved'),
        what: `another event of an order that is ${status}`,
        after,
        reports: ['order-approved'],
      },
    ],
  };
}

/** Changes that shop orders report by event name, by the previous status in the event, and in the first event of an order. */
export const shopEvidence: readonly EvidenceRow[] = [
  {
    kind: 'order-placed',
    hits: [{ ...named('wixEcom_onOrderCreated'), what: 'created', after: {}, reports: ['order-placed'] }],
    nearMisses: [
      {
        ...named('wixEcom_onOrderCreated'),
        what: 'created and waiting for the online payment: a checkout',
        after: { 'entity.status': 'INITIALIZED' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-approved',
    hits: [
      {
        ...named('wixEcom_onOrderApproved'),
        what: 'approved, while the order in it still waits',
        after: { 'entity.status': 'PENDING' },
        reports: ['order-approved'],
      },
    ],
    nearMisses: [
      {
        ...named('wixEcom_onOrderCreated'),
        what: 'an order that is approved as it is made: it is placed',
        after: {},
        reports: ['order-placed'],
      },
    ],
  },
  {
    kind: 'order-canceled',
    hits: [
      { ...named('wixEcom_onOrderCanceled'), what: 'canceled', after: {}, reports: ['order-canceled'] },
      {
        ...named('wixEcom_onOrderCanceled'),
        what: 'canceled, while the order in it is approved as it was before',
        before: {},
        after: {},
        reports: ['order-canceled'],
      },
      {
        ...firstSight,
        what: 'the order notes when it was canceled',
        after: { 'entity.status': 'CANCELED', ...noted('ORDER_CANCELED', '2023-01-16T14:59:59.868Z') },
        reports: ['order-canceled'],
      },
    ],
    nearMisses: [
      {
        ...named('wixEcom_onOrderPaymentStatusUpdated'),
        what: 'it is the payment that is canceled',
        after: { 'entity.paymentStatus': 'CANCELED' },
        reports: ['order-payment-canceled'],
      },
      {
        ...firstSight,
        what: 'the order is canceled and does not say when',
        after: { 'entity.status': 'CANCELED' },
        reports: [],
      },
    ],
  },
  {
    kind: 'order-rejected',
    hits: [
      {
        ...firstSight,
        what: 'the order notes when it was rejected',
        after: { 'entity.status': 'REJECTED', ...noted('ORDER_REJECTED', '2023-01-16T14:59:59.868Z') },
        reports: ['order-rejected'],
      },
    ],
    nearMisses: [
      {
        ...firstSight,
        what: 'the order is rejected and does not say when',
        after: { 'entity.status': 'REJECTED' },
        reports: [],
      },
    ],
  },
  ...paymentKinds.map(paymentRow),
  {
    kind: 'order-payment-reversed',
    hits: [
      {
        ...payment,
        what: 'PAID became NOT_PAID',
        by: 'status before',
        statusBefore: 'PAID',
        after: {},
        reports: ['order-payment-reversed'],
      },
    ],
    nearMisses: [
      {
        ...payment,
        what: 'a refusal became NOT_PAID: nothing was taken back',
        by: 'status before',
        statusBefore: 'DECLINED',
        after: {},
        reports: [],
      },
    ],
  },
  {
    kind: 'order-paid',
    hits: [
      {
        ...firstSight,
        what: 'the order notes a payment of this minute',
        after: { ...paid, ...noted('ORDER_PAID', '2023-01-16T14:59:30.000Z') },
        reports: ['order-paid'],
      },
    ],
    nearMisses: [
      {
        ...firstSight,
        what: 'the order notes a payment of an hour ago',
        after: { ...paid, ...noted('ORDER_PAID', '2023-01-16T14:00:00.000Z') },
        reports: [],
      },
    ],
  },
  {
    kind: 'status-unknown',
    hits: [
      {
        ...firstSight,
        what: 'a status of tomorrow',
        after: { 'entity.status': 'ON_HOLD' },
        reports: ['status-unknown'],
      },
    ],
    nearMisses: [
      {
        ...firstSight,
        what: 'INITIALIZED is a documented status',
        after: { 'entity.status': 'INITIALIZED' },
        reports: [],
      },
    ],
  },
];
