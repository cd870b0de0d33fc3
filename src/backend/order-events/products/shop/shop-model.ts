import type { ProductModel } from '../product-model.ts';
import { withoutListedBefore } from './activities.ts';
import { compareShopOrders } from './compare.ts';
import { findShopNewsAtFirstSight } from './first-sight.ts';
import { findPaymentTransition } from './payments.ts';
import { proveByShopName } from './prove-by-name.ts';
import type { ShopOrder } from './order.ts';
import { readShopOrder } from './read-shop-order.ts';
import { findTracking } from './shipments.ts';
import { carryShopOrder, projectShopOrder, type ShopSnapshot } from './snapshot.ts';

/** Shop orders of Wix eCommerce. */
export const shopModel: ProductModel<ShopOrder, ShopSnapshot> = {
  entity: 'wix.ecom.v1.order',
  marks: ['lineItems', 'paymentStatus', 'fulfillmentStatus', 'priceSummary', 'buyerInfo', 'balanceSummary'],
  readOrder: readShopOrder,
  project: projectShopOrder,
  carryOver: carryShopOrder,
  withoutRepeats: withoutListedBefore,
  forgetDetails: (snapshot) => ({ ...snapshot, buyer: undefined, shipping: undefined, billing: undefined }),
  lifeOf: (state) => (isOver(state) ? 'over' : 'idle'),
  compare: compareShopOrders,
  findAtFirstSight: findShopNewsAtFirstSight,
  findByName: proveByShopName,
  movesAlong: ['updatedAt', 'activities'],
  sizeLimit: {
    countParts: ({ lineItems }) => Object.keys(lineItems ?? {}).length,
    oneStateAbove: 1500,
    twoStatesAbove: 40,
  },
  reportedStatus: {
    statusOf: ({ paymentStatus }) => paymentStatus,
    findTransition: findPaymentTransition,
  },
  shipments: {
    of: ({ tracking }) => tracking,
    compare: findTracking,
    addTo: (order, known) => ({ ...order, tracking: order.tracking ?? known }),
  },
  // The status covers the activities that were recorded before the two were last shown together.
  showsProgress: ({ fulfillmentStatus, activities }) => fulfillmentStatus !== undefined && activities !== undefined,
};

function isOver({ status, paymentStatus = '', fulfillmentStatus }: ShopSnapshot): boolean {
  if (status === 'CANCELED' || status === 'REJECTED' || paymentStatus === 'FULLY_REFUNDED') return true;
  return fulfillmentStatus === 'FULFILLED' && ['PAID', 'PARTIALLY_REFUNDED'].includes(paymentStatus);
}
