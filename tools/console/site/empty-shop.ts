/**
 * Stand-in for the SDK packages that the reconcile job loads: a Wix without orders and contacts. The real packages would call Wix, and
 * nothing may leave this machine.
 */
export const emptyShop: Readonly<Record<string, object>> = {
  '@wix/ecom': { orders: { searchOrders: noOrders } },
  '@wix/pricing-plans': { orders: { managementListOrders: noOrders } },
  '@wix/events': { orders: { listOrders: noOrders } },
  '@wix/crm': { contacts: { queryContacts: contactQuery } },
};

async function noOrders(): Promise<object> {
  return { orders: [], metadata: {} };
}

function contactQuery(): object {
  const query = { eq: () => query, limit: () => query, find: async () => ({ items: [] }) };
  return query;
}
