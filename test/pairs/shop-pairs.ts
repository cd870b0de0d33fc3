import type { PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedEvent, type OrderPair } from './order-pair.ts';

const UPDATE = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const emailEdited = { type: 'EMAIL_EDITED', _createdDate: '2023-01-16T14:38:48.249Z' };
const paidActivity = { type: 'ORDER_PAID', _createdDate: '2023-01-16T14:40:02.184Z' };

/** The documented order after its payment, as the update handler gets it. */
const paid = {
  'entity.paymentStatus': 'PAID',
  'entity.balanceSummary.balance.amount': '0.00',
  'entity.buyerInfo.email': 'janedoe8@gmail.com',
  'entity.seenByAHuman': true,
  '+entity.activities.1': emailEdited,
  'entity._updatedDate': '2023-01-16T14:40:01.997Z',
} satisfies PayloadChanges;

/** Its cancellation four minutes later, with everything refunded and restocked. */
const canceledAndRefunded = {
  ...paid,
  'entity.status': 'CANCELED',
  'entity.paymentStatus': 'FULLY_REFUNDED',
  'entity.balanceSummary.balance.amount': '40.00',
  '+entity.lineItems.0.restockQuantity': 1,
  '+entity.activities.2': paidActivity,
  '+entity.activities.3': {
    type: 'ORDER_REFUNDED',
    _createdDate: '2023-01-16T14:44:37.421Z',
    orderRefunded: { amount: { amount: '40.00', formattedAmount: '$40.00' }, manual: true, reason: '' },
  },
  '+entity.activities.4': { type: 'ORDER_CANCELED', _createdDate: '2023-01-16T14:44:37.554Z' },
  'entity._updatedDate': '2023-01-16T14:44:37.560Z',
  ...at('canceled', '2023-01-16T14:44:37.686245Z'),
} satisfies PayloadChanges;

const fulfilledOnce = { type: 'ORDER_FULFILLED', _createdDate: '2023-01-17T10:00:00.000Z' };
const undone = { type: 'ORDER_NOT_FULFILLED', _createdDate: '2023-01-17T11:00:00.000Z' };
const fulfilledAgain = { type: 'ORDER_FULFILLED', _createdDate: '2023-01-17T12:00:00.000Z' };

/** The documented pairs of shop orders; the first is documented as it stands, the others name what moves. */
export const shopPairs: readonly OrderPair[] = [
  {
    what: 'the documented order is paid and seen, its email address was edited, ORDER_PAID is not recorded yet',
    before: documentedEvent(UPDATE),
    after: documentedEvent(PAYMENT),
    kinds: ['buyer-details-changed', 'order-paid', 'order-seen'],
  },
  {
    what: 'the paid order is canceled and refunded: the balance comes back and ORDER_PAID is recorded now',
    before: documentedEvent(PAYMENT),
    after: documentedEvent(UPDATE, canceledAndRefunded),
    kinds: ['order-canceled', 'order-refunded'],
    kindsReversed: ['order-canceled', 'order-paid', 'order-refunded'],
  },
  {
    what: 'first sight guesses no payment, so the event that reports it tells it',
    before: documentedEvent(UPDATE, { ...paid, ...at('updated', '2023-01-16T14:40:02.100000Z') }),
    after: documentedEvent(PAYMENT),
    kinds: ['order-paid'],
  },
  {
    what: 'the activity of the payment is recorded 64 ms after its event',
    before: documentedEvent(PAYMENT),
    after: documentedEvent(UPDATE, {
      ...paid,
      '+entity.activities.2': paidActivity,
      ...at('recorded', '2023-01-16T14:40:02.300000Z'),
    }),
    kinds: [],
    kindsReversed: ['order-paid'],
  },
  {
    what: 'the fulfilment went to and fro between two events',
    before: documentedEvent(UPDATE, { ...at('before', '2023-01-17T09:00:00.000000Z') }),
    after: documentedEvent(UPDATE, {
      '+entity.activities.1': fulfilledOnce,
      '+entity.activities.2': undone,
      '+entity.activities.3': fulfilledAgain,
      'entity.fulfillmentStatus': 'FULFILLED',
      ...at('after', '2023-01-17T12:00:00.200000Z'),
    }),
    kinds: ['order-fulfilled', 'order-fulfilled', 'order-unfulfilled'],
  },
  {
    what: 'three toggles are noted between two events that show the same status, the first of them late',
    before: documentedEvent(UPDATE, {
      'entity.fulfillmentStatus': 'FULFILLED',
      ...at('before', '2023-01-17T09:59:59.950000Z'),
    }),
    after: documentedEvent(UPDATE, {
      'entity.fulfillmentStatus': 'FULFILLED',
      '+entity.activities.1': fulfilledOnce,
      '+entity.activities.2': undone,
      '+entity.activities.3': fulfilledAgain,
      ...at('after', '2023-01-17T12:00:00.200000Z'),
    }),
    kinds: ['order-fulfilled', 'order-unfulfilled'],
  },
  {
    what: 'a paid, unfulfilled order is canceled and stays paid',
    before: documentedEvent(UPDATE, { ...paid, ...at('before', '2023-01-17T09:00:00.000000Z') }),
    after: documentedEvent(UPDATE, {
      ...paid,
      'entity.status': 'CANCELED',
      '+entity.customMessage': 'Out of stock',
      '+entity.activities.2': { type: 'ORDER_CANCELED', _createdDate: '2023-01-17T10:00:00.000Z' },
      ...at('after', '2023-01-17T10:00:00.100000Z'),
    }),
    kinds: ['order-canceled'],
  },
  {
    what: 'a method edits the email address, which no activity tells',
    before: documentedEvent(UPDATE),
    after: documentedEvent(UPDATE, {
      'entity.buyerInfo.email': 'janedoe8@gmail.com',
      ...at('after', '2023-01-17T10:00:00.100000Z'),
    }),
    kinds: ['buyer-details-changed'],
  },
  {
    what: 'a method edits the address of the delivery, which no activity tells',
    before: documentedEvent(UPDATE),
    after: documentedEvent(UPDATE, {
      'entity.shippingInfo.logistics.shippingDestination.address.addressLine1': '11 West 53rd Street',
      'entity.shippingInfo.logistics.shippingDestination.address.postalCode': '10019',
      ...at('after', '2023-01-17T10:00:00.100000Z'),
    }),
    kinds: ['shipping-address-changed'],
  },
];

function at(id: string, eventTime: string): PayloadChanges {
  return { 'metadata.id': id, 'metadata.eventTime': eventTime };
}
