import type { KindRow } from '../kind-cases.ts';
import { paid } from './shop-states.ts';

const DESTINATION = 'entity.shippingInfo.logistics.shippingDestination';
const oldAddress = { city: 'New York', subdivision: 'US-NY', country: 'US', postalCode: '10173' };

/** Kinds of shop orders that depend on addresses, line items, amounts, activities and views. */
export const shopDetailKinds: readonly KindRow[] = [
  {
    kind: 'shipping-address-changed',
    hits: [
      {
        what: 'the address is edited, which no activity tells',
        after: { [`${DESTINATION}.address.addressLine1`]: '11 West 53rd Street' },
        reports: ['shipping-address-changed'],
      },
      {
        what: 'the address is edited and an activity tells it',
        after: {
          [`${DESTINATION}.address.city`]: 'Boston',
          '+entity.activities.1': { _createdDate: '2023-01-16T14:30:00.000Z', type: 'SHIPPING_ADDRESS_EDITED' },
        },
        reports: ['shipping-address-changed'],
      },
    ],
    nearMisses: [
      {
        what: 'REST names the first line of an address otherwise',
        after: { [`${DESTINATION}.address`]: { addressLine: '525 5th Avenue', ...oldAddress } },
        reports: [],
      },
      {
        what: 'the recipient is told in one source only',
        after: { '+entity.recipientInfo': { contactDetails: { firstName: 'Jane', lastName: 'Doe' } } },
        reports: [],
      },
      {
        what: 'the time of delivery is free text of the shop',
        after: { 'entity.shippingInfo.logistics.deliveryTime': '3 - 5 business days' },
        reports: [],
      },
    ],
  },
  {
    kind: 'billing-details-changed',
    hits: [
      {
        what: 'the address of the bill is edited',
        after: { 'entity.billingInfo.address.postalCode': '10019' },
        reports: ['billing-details-changed'],
      },
    ],
    nearMisses: [
      {
        what: 'the address of the delivery is edited',
        after: { [`${DESTINATION}.address.postalCode`]: '10019' },
        reports: ['shipping-address-changed'],
      },
      { what: 'the bill is absent in one source', after: { 'entity.billingInfo': undefined }, reports: [] },
    ],
  },
  {
    kind: 'line-items-changed',
    hits: [
      {
        what: 'the quantity is edited',
        after: { 'entity.lineItems.0.quantity': 2 },
        reports: ['line-items-changed'],
      },
      {
        what: 'an item is added, and the sum with it',
        after: {
          '+entity.lineItems.1': {
            _id: '00000000-0000-0000-0000-000000000002',
            quantity: 1,
            price: { amount: '5.00' },
          },
          'entity.priceSummary.total.amount': '45.00',
          '+entity.activities.1': {
            _createdDate: '2023-01-16T14:30:00.000Z',
            type: 'DRAFT_ORDER_CHANGES_APPLIED',
          },
        },
        reports: ['line-items-changed', 'totals-changed'],
      },
    ],
    nearMisses: [
      {
        what: 'the price is printed with other digits',
        after: { 'entity.lineItems.0.price.amount': '30', 'entity.lineItems.0.price.formattedAmount': '30 $' },
        reports: [],
      },
      {
        what: 'an item goes back or is named in another language: its quantity and price stand',
        after: { 'entity.lineItems.0.refundQuantity': 1, 'entity.lineItems.0.productName.translated': 'Uhr' },
        reports: [],
      },
      {
        what: 'the items are absent in one source',
        before: { 'entity.lineItems': undefined },
        after: { '+entity.lineItems': [{ _id: '00000000-0000-0000-0000-000000000001', quantity: 1 }] },
        reports: [],
      },
      {
        what: 'the price is absent in one source',
        before: { 'entity.lineItems.0.price': undefined },
        after: { '+entity.lineItems.0.price': { amount: '30.00' } },
        reports: [],
      },
    ],
  },
  {
    kind: 'totals-changed',
    hits: [
      {
        what: 'the total is edited',
        after: { 'entity.priceSummary.total.amount': '38.00' },
        reports: ['totals-changed'],
      },
    ],
    nearMisses: [
      {
        what: 'the deprecated total is gone and the new one is printed with other digits',
        before: { 'entity.priceSummary.total': undefined },
        after: { 'entity.priceSummary.totalPrice': undefined, '+entity.priceSummary.total': { amount: '40.0' } },
        reports: [],
      },
      { what: 'a payment moves the balance and not the total', after: paid, reports: ['order-paid'] },
    ],
  },
  {
    kind: 'activity-recorded',
    hits: [
      {
        what: 'the merchant comments on the order',
        after: { '+entity.activities.1': { _createdDate: '2023-01-16T14:30:00.000Z', type: 'MERCHANT_COMMENT' } },
        reports: ['activity-recorded'],
      },
      {
        what: 'a tracking number is added, under the new name of the field',
        after: {
          '+entity.activities.1': {
            _createdDate: '2023-01-16T14:30:00.000Z',
            activityType: 'TRACKING_NUMBER_ADDED',
          },
        },
        reports: ['activity-recorded'],
      },
    ],
    nearMisses: [
      {
        what: 'the activity of a payment that was told is recorded late',
        before: paid,
        after: { '+entity.activities.1': { _createdDate: '2023-01-16T14:40:02.184Z', type: 'ORDER_PAID' } },
        reports: [],
      },
      {
        what: 'an activity belongs to a kind of its own, which the payment status does not show',
        after: { '+entity.activities.1': { _createdDate: '2023-01-16T14:30:00.000Z', type: 'ORDER_PAID' } },
        reports: [],
      },
      {
        what: 'the activities of one order are printed under the new name of the field',
        after: {
          'entity.activities.0': {
            _id: '4a1c1f5e-0000-4000-8000-000000000001',
            _createdDate: '2023-01-16T13:53:10.776Z',
            activityType: 'ORDER_PLACED',
          },
        },
        reports: [],
      },
      { what: 'a method returns no activities', after: { 'entity.activities': [] }, reports: [] },
    ],
  },
  {
    kind: 'order-seen',
    hits: [
      {
        what: 'somebody looks at the order in the dashboard',
        after: { 'entity.seenByAHuman': true },
        reports: ['order-seen'],
      },
    ],
    nearMisses: [
      {
        what: 'the flag is absent in one source',
        before: { 'entity.seenByAHuman': undefined },
        after: { '+entity.seenByAHuman': true },
        reports: [],
      },
    ],
  },
];
