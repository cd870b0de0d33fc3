import type { JsonObject } from '../../workbench/payload/json.ts';
import type { KindRow } from '../kind-cases.ts';
import { fulfilled } from './shop-states.ts';

/** Returns an event body with one shipment, created at an instant. */
function shipment(createdAt: string, trackingInfo: JsonObject): { readonly carries: JsonObject } {
  return {
    carries: {
      entity: {
        orderId: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
        fulfillments: [{ _id: '7acf4a34-5a09-48e5-a102-3304a2110eca', _createdDate: createdAt, trackingInfo }],
      },
    },
  };
}

const shipments = { by: 'event', as: 'wixEcom_onFulfillmentsUpdated', after: {} } as const;

/** Kinds of shop orders that depend on fulfillment and shipments. */
export const shopFulfilmentKinds: readonly KindRow[] = [
  {
    kind: 'order-fulfilled',
    hits: [
      { what: 'the goods are sent', after: fulfilled, reports: ['order-fulfilled'] },
      {
        what: 'an order without shipping is fulfilled without an activity',
        after: { 'entity.fulfillmentStatus': 'FULFILLED' },
        reports: ['order-fulfilled'],
      },
      {
        what: 'it is undone and done again between two events',
        before: fulfilled,
        after: {
          '+entity.activities.2': { _createdDate: '2023-01-16T14:40:00.000Z', type: 'ORDER_NOT_FULFILLED' },
          '+entity.activities.3': { _createdDate: '2023-01-16T14:50:00.000Z', type: 'ORDER_FULFILLED' },
        },
        reports: ['order-fulfilled', 'order-unfulfilled'],
      },
    ],
    nearMisses: [
      {
        what: 'the activity of an earlier fulfilment is recorded late',
        before: { 'entity.fulfillmentStatus': 'FULFILLED' },
        after: { '+entity.activities.1': { _createdDate: '2023-01-16T14:30:00.000Z', type: 'ORDER_FULFILLED' } },
        reports: [],
      },
      {
        what: 'a part of the goods is sent',
        after: { 'entity.fulfillmentStatus': 'PARTIALLY_FULFILLED' },
        reports: ['order-partially-fulfilled'],
      },
    ],
  },
  {
    kind: 'order-partially-fulfilled',
    hits: [
      {
        what: 'a part of the goods is sent and noted as a fulfilment',
        after: { ...fulfilled, 'entity.fulfillmentStatus': 'PARTIALLY_FULFILLED' },
        reports: ['order-partially-fulfilled'],
      },
      {
        what: 'all was sent, that was undone, and a part is sent now',
        after: {
          ...fulfilled,
          '+entity.activities.2': { _createdDate: '2023-01-16T14:40:00.000Z', type: 'ORDER_NOT_FULFILLED' },
          'entity.fulfillmentStatus': 'PARTIALLY_FULFILLED',
        },
        reports: ['order-fulfilled', 'order-partially-fulfilled', 'order-unfulfilled'],
      },
      {
        what: 'a part of the goods is sent',
        after: { 'entity.fulfillmentStatus': 'PARTIALLY_FULFILLED' },
        reports: ['order-partially-fulfilled'],
      },
    ],
    nearMisses: [
      {
        what: 'the rest is sent',
        before: { 'entity.fulfillmentStatus': 'PARTIALLY_FULFILLED' },
        after: fulfilled,
        reports: ['order-fulfilled'],
      },
    ],
  },
  {
    kind: 'order-unfulfilled',
    hits: [
      {
        what: 'the fulfilment is undone',
        before: fulfilled,
        after: {
          'entity.fulfillmentStatus': 'NOT_FULFILLED',
          '+entity.activities.2': { _createdDate: '2023-01-16T14:40:00.000Z', type: 'ORDER_NOT_FULFILLED' },
        },
        reports: ['order-unfulfilled'],
      },
    ],
    nearMisses: [
      {
        what: 'the fulfilment status is told for the first time',
        before: { 'entity.fulfillmentStatus': undefined },
        after: { '+entity.fulfillmentStatus': 'NOT_FULFILLED' },
        reports: [],
      },
      {
        what: 'the fulfilment status is absent in one source',
        before: fulfilled,
        after: { 'entity.fulfillmentStatus': undefined },
        reports: [],
      },
    ],
  },
  {
    kind: 'tracking-updated',
    hits: [
      {
        ...shipments,
        ...shipment('2023-01-16T14:59:59.000Z', { trackingNumber: 'EX0010046' }),
        what: 'a shipment made just now has a tracking number',
        reports: ['tracking-updated'],
      },
    ],
    nearMisses: [
      {
        ...shipments,
        ...shipment('2023-01-16T14:59:59.000Z', { shippingProvider: 'Example Parcels' }),
        what: 'a shipment made just now has no tracking number',
        reports: [],
      },
      {
        ...shipments,
        ...shipment('2023-01-14T10:00:00.000Z', { trackingNumber: 'EX0010046' }),
        what: 'a shipment of days ago, seen for the first time',
        reports: [],
      },
    ],
  },
];
