import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { Json } from '../../workbench/payload/json.ts';

/** The only activity of the documented order. */
export const orderPlaced = { _createdDate: '2023-01-16T13:53:10.776Z', type: 'ORDER_PLACED' } satisfies Json;
/** The documented order after its payment. */
export const paid = {
  'entity.paymentStatus': 'PAID',
  'entity.balanceSummary.balance.amount': '0.00',
} satisfies PayloadChanges;
/** What a refund of 10.00 changes in `paid`. */
export const tenRefunded = {
  'entity.paymentStatus': 'PARTIALLY_REFUNDED',
  '+entity.balanceSummary.refunded': { amount: '10.00' },
} satisfies PayloadChanges;
/** What a refund of everything changes in `paid`; the balance comes back, as the documents show. */
export const allRefunded = {
  'entity.paymentStatus': 'FULLY_REFUNDED',
  'entity.balanceSummary.balance.amount': '40.00',
  '+entity.activities.1': {
    _createdDate: '2023-01-16T14:59:59.000Z',
    type: 'ORDER_REFUNDED',
    orderRefunded: { amount: { amount: '40.00' }, manual: false, reason: '' },
  },
} satisfies PayloadChanges;
/** The documented order with its goods sent. */
export const fulfilled = {
  'entity.fulfillmentStatus': 'FULFILLED',
  '+entity.activities.1': { _createdDate: '2023-01-16T14:30:00.000Z', type: 'ORDER_FULFILLED' },
} satisfies PayloadChanges;
