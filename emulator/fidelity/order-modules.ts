import { type DocumentedObject, given, missing } from './documented.ts';

const APIS = 'https://dev.wix.com/docs/velo/apis';
const SDK = 'https://dev.wix.com/docs/sdk/backend-modules';
const STAND_IN = 'A test gives a stand-in: the option `modules`';

/** The documented members of the modules about orders, events and plans, all of which are left to stand-ins. */
export const orderModules: readonly DocumentedObject[] = [
  {
    name: 'wix-events-backend wixEvents',
    page: `${APIS}/wix-events-backend/wix-events`,
    ...given('wix-events-backend', 'it.wixEvents'),
    members: missing(
      STAND_IN,
      ...['cancelEvent', 'copyEvent', 'createEvent', 'deleteEvent', 'getEvent', 'queryEvents', 'updateEvent'],
    ),
  },
  {
    name: 'wix-pricing-plans-backend checkout',
    page: `${APIS}/wix-pricing-plans-backend/checkout`,
    ...given('wix-pricing-plans-backend', 'it.checkout'),
    members: missing(
      STAND_IN,
      ...['changeStartDate', 'createOfflineOrder', 'createOnlineOrder', 'previewOfflineOrder', 'previewOnlineOrder'],
      'previewPrice',
    ),
  },
  {
    name: 'wix-pricing-plans-backend orders',
    page: `${APIS}/wix-pricing-plans-backend/orders`,
    ...given('wix-pricing-plans-backend', 'it.orders'),
    members: missing(
      STAND_IN,
      ...['cancelOrder', 'getCurrentMemberOrder', 'getOrder', 'listCurrentMemberOrders', 'listOrders', 'markAsPaid'],
      ...['pauseOrder', 'postponeEndDate', 'requestCurrentMemberOrderCancellation', 'resumeOrder'],
    ),
  },
  {
    name: '@wix/ecom orders',
    page: `${SDK}/ecom/orders`,
    ...given('@wix/ecom', 'it.orders'),
    members: missing(
      STAND_IN,
      ...['addActivities', 'bulkUpdateOrderTags', 'bulkUpdateOrders', 'cancelOrder', 'captureAuthorizedPayments'],
      ...['createOrder', 'getOrder', 'getPaymentCollectabilityStatus', 'preparePaymentCollection', 'searchOrders'],
      ...['updateOrder', 'voidAuthorizedPayments'],
    ),
  },
  {
    name: '@wix/events orders',
    page: `${SDK}/events/orders`,
    ...given('@wix/events', 'it.orders'),
    members: missing(
      STAND_IN,
      ...['bulkUpdateOrders', 'cancelReservation', 'captureAuthorizedPayment', 'checkout', 'confirmOrder'],
      ...['createReservation', 'getCheckoutOptions', 'getInvoice', 'getOrder', 'getSummary', 'listAvailableTickets'],
      ...['listOrders', 'queryAvailableTickets', 'updateCheckout', 'updateOrder', 'voidAuthorizedPayment'],
    ),
  },
  {
    name: '@wix/pricing-plans orders',
    page: `${SDK}/pricing-plans/orders`,
    ...given('@wix/pricing-plans', 'it.orders'),
    members: missing(
      STAND_IN,
      ...['cancelOrder', 'createOfflineOrder', 'createOnlineOrder', 'getOfflineOrderPreview', 'getOnlineOrderPreview'],
      ...['getPricePreview', 'managementGetOrder', 'managementListOrders', 'markAsPaid', 'memberGetOrder'],
      ...['memberListOrders', 'pauseOrder', 'postponeEndDate', 'requestCancellation', 'resumeOrder'],
    ),
  },
];
