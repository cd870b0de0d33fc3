import {
  handlerNames,
  handlers,
  payloadFolderOf,
  updateHandlerOf,
} from '../../src/backend/order-events/handlers/handlers.ts';
import { products } from '../../src/backend/order-events/products/product.ts';

describe('the registry of handlers', () => {
  it.each(products)('has one update handler for %s', (product) => {
    const names = handlerNames.filter((name) => handlers[name].product === product && handlers[name].isUpdateHandler);

    expect(names).toEqual([updateHandlerOf[product]]);
  });

  it('has the update handlers that Wix documents', () => {
    expect(updateHandlerOf).toEqual({
      'wix-events': 'wixEvents_onOrderUpdated',
      'wix-pricing-plans': 'wixPricingPlans_onOrderUpdated',
      'wix-ecom': 'wixEcom_onOrderUpdated',
    });
  });

  it('names the folder of a handler’s payloads', () => {
    expect(payloadFolderOf('wixEcom_onOrderUpdated')).toBe('payloads/wixEcom_onOrderUpdated');
  });
});
