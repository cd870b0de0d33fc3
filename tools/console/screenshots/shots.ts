/** One screenshot of the console. */
export interface Shot {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** Labels of the buttons to press first. */
  readonly press?: readonly string[];
  /** Search text. */
  readonly search?: string;
}

const desktop = { width: 1280, height: 800 } as const;
const phone = { width: 360, height: 740 } as const;
const SHOP_ORDER = '/orders/wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451';

/** Screenshots of every view, in light or dark, on a desktop or a phone. */
export const shots: readonly Shot[] = [
  { name: 'event', path: '/events/4', ...desktop, colorScheme: 'light' },
  { name: 'repetition', path: '/events/5', ...phone, colorScheme: 'dark' },
  { name: 'rejected', path: '/events/6', ...desktop, colorScheme: 'dark' },
  {
    name: 'fire',
    path: '/fire/payload/wixEcom_onOrderPaymentStatusUpdated/documented',
    ...desktop,
    colorScheme: 'light',
  },
  { name: 'notifications', path: '/notifications', ...phone, colorScheme: 'light' },
  { name: 'not-handled', path: '/not-handled', ...phone, colorScheme: 'dark', press: ['Payload'] },
  { name: 'order', path: SHOP_ORDER, ...desktop, colorScheme: 'light' },
  { name: 'collections', path: '/collections/OrderEventsOrders', ...desktop, colorScheme: 'light' },
  { name: 'emails', path: '/emails/shop-order-paid.en.1', ...desktop, colorScheme: 'light' },
  { name: 'search', path: '/orders', ...phone, colorScheme: 'light', search: 'john.doe' },
  // Last, because it creates orders.
  {
    name: 'sequence',
    path: '/fire/sequence/shop',
    ...desktop,
    colorScheme: 'dark',
    press: ['Shuffled', 'Each twice', 'Run all 6'],
  },
];
