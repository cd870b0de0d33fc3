import type { PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { Json } from '../../workbench/payload/json.ts';

/** Only activity of the documented order. */
export const orderPlaced = { _createdDate: '2023-01-16T13:53:10.776Z', type: 'ORDER_PLACED' } satisfies Json;
/** Documented order after its payment. */
export const paid = {
  'entity.paymentStatus': 'PAID',
  'entity.balanceSummary.balance.amount': '0.00',
} satisfies PayloadChanges;
/** Changes of `paid` by a refund of 10.00. */
export const tenRefunded = {
  'entity.paymentStatus': 'PARTIALLY_REFUNDED',
  '+entity.balanceSummary.refunded': { amount: '10.00' },
} satisfies PayloadChanges;
/** Changes of `paid` by a full refund; the balance is due again, as in the documentation. */
export const allRefunded = {
  'entity.paymentStatus': 'FULLY_REFUNDED',
  'entity.balanceSummary.balance.amount': '40.00',
  '+entity.activities.1': {
    _createdDate: '2023-01-16T14:59:59.000Z',
    type: 'ORDER_REFUNDED',
    orderRefunded: { amount: { amount: '40.00' }, manual: false, reason: '' },
  },
} satisfies PayloadChanges;
/** Documented order after shipping. */
export const fulfilled = {
  'entity.fulfillmentStatus': 'FULFILLED',
  '+entity.activities.1': { _createdDate: '2023-01-16T14:30:00.000Z', type: 'ORDER_FULFILLED' },
} satisfies PayloadChanges;
