/** The three Wix products whose order events this package understands. */
export const products = ['wix-events', 'wix-pricing-plans', 'wix-ecom'] as const;

/** One of these products. */
export type Product = (typeof products)[number];

/** Every handler that this package exports from `events.js`, with the product whose orders it is called for. */
export const productOfHandler = {
  wixEvents_onOrderUpdated: 'wix-events',
  wixPricingPlans_onOrderUpdated: 'wix-pricing-plans',
  wixEcom_onOrderUpdated: 'wix-ecom',
  wixEcom_onOrderPaymentStatusUpdated: 'wix-ecom',
} as const satisfies Record<string, Product>;

/** The name under which Wix calls a backend event handler; also the payload folder and the command-line argument. */
export type HandlerName = keyof typeof productOfHandler;
