// Generated from reconcile-orders.ts by `npm run build` of wix-order-events 0.1.0 (2026-11-27): edit that file instead.

import { contacts } from '@wix/crm';
import { orders as shopOrders } from '@wix/ecom';
import { orders as ticketOrders } from '@wix/events';
import { orders as planOrders } from '@wix/pricing-plans';

import * as orderEvents from 'backend/order-events.js';
import { site } from 'backend/notification-rules.js';

/**
 * Every six hours: reads the orders that changed and handles those whose event never arrived. Scheduled in jobs.config. It has its own
 * file because no other job loads SDK packages: without them the other jobs still run.
 */
export async function reconcileOrders() {
  const methods = {
    searchShopOrders: shopOrders.searchOrders,
    listPlanOrders: planOrders.managementListOrders,
    listTicketOrders: ticketOrders.listOrders,
    findContactsByEmail: (email, limit) => contacts.queryContacts().eq('primaryInfo.email', email).limit(limit).find(),
  };
  return await orderEvents.reconcileOrders(methods, site);
}
