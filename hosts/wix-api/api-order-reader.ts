import type { OrderReader } from '../../src/backend/order-events/ports/order-reader.ts';
import { isJsonObject, valueAt } from '../../src/backend/order-events/values/json-object.ts';
import { createSdkOrderReader, type ShopSearch } from '../../src/backend/order-events/wix/sdk-order-reader.ts';
import type { WixApi } from './wix-api.ts';

/** An installation, and the API to call it through. */
export interface Installation {
  readonly api: WixApi;
  readonly instanceId: string;
}

/** Creates a reader of a site's orders and contacts that calls the same methods as the SDK, with REST's names. */
export function createApiOrderReader({ api, instanceId }: Installation): OrderReader {
  return createSdkOrderReader({
    // https://dev.wix.com/docs/api-reference/business-solutions/e-commerce/orders/orders/search-orders
    searchShopOrders: (search) =>
      api.request(instanceId, 'POST', '/ecom/v1/orders/search', { search: withNamesOfRest(search) }),
    // https://dev.wix.com/docs/api-reference/business-solutions/pricing-plans/orders/management-list-orders
    listPlanOrders: (options) => api.request(instanceId, 'GET', `/pricing-plans/v2/orders?${queryOf(options)}`),
    // https://dev.wix.com/docs/api-reference/business-solutions/events/registration/ticketing/orders/list-orders
    listTicketOrders: (options) => api.request(instanceId, 'GET', `/events/v1/orders?${queryOf(options)}`),
    // https://dev.wix.com/docs/api-reference/crm/members-contacts/contacts/contacts/contact-v4/query-contacts
    async findContactsByEmail(email, limit) {
      const query = { filter: { 'primaryInfo.email': { $eq: email } }, paging: { limit } };
      const found = valueAt(
        await api.request(instanceId, 'POST', '/contacts/v4/contacts/query', { query }),
        'contacts',
      );
      return { items: Array.isArray(found) ? found.map((contact) => ({ _id: valueAt(contact, 'id') })) : [] };
    },
  });
}

/** The SDK names an order's dates with a leading underscore, REST without. */
function withNamesOfRest(search: ShopSearch): object {
  return renamed(search) as object;
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (value === '_updatedDate') return 'updatedDate';
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.replace(/^_/, ''), renamed(inner)]));
}

/** An array becomes repeated parameters of the same name. */
function queryOf(options: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) query.append(name, String(one));
  }
  return query.toString();
}
