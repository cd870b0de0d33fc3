import type { ProductModel } from '../product-model.ts';
import { compareShopOrders, findPaymentTransition } from './compare.ts';
import { findShopNewsAtFirstSight } from './first-sight.ts';
import { readShopOrder, type ShopOrder } from './order.ts';
import { carryShopOrder, projectShopOrder, type ShopSnapshot } from './snapshot.ts';

/** Shop orders of Wix eCommerce. */
export const shopModel: ProductModel<ShopOrder, ShopSnapshot> = {
  entity: 'wix.ecom.v1.order',
  marks: ['lineItems', 'paymentStatus', 'fulfillmentStatus', 'priceSummary', 'buyerInfo', 'balanceSummary'],
  readOrder: readShopOrder,
  project: projectShopOrder,
  carryOver: carryShopOrder,
  forgetDetails: (snapshot) => ({ ...snapshot, buyer: undefined, shipping: undefined, billing: undefined }),
  compare: compareShopOrders,
  findAtFirstSight: findShopNewsAtFirstSight,
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
  // What was noted before fulfilment and activities were last shown together is in that status.
  showsProgress: ({ fulfillmentStatus, activities }) => fulfillmentStatus !== undefined && activities !== undefined,
};
