import { planChangeKinds } from './plans/change-kinds.ts';
import { shopChangeKinds } from './shop/change-kinds.ts';
import { ticketChangeKinds } from './tickets/change-kinds.ts';

/** The Wix products whose order events this package understands, with the kinds of change that only their orders have. */
export const productChangeKinds = {
  'wix-events': ticketChangeKinds,
  'wix-pricing-plans': planChangeKinds,
  'wix-ecom': shopChangeKinds,
} as const;

/** A Wix product whose order events this package understands. */
export type Product = keyof typeof productChangeKinds;

/** Names of all products. */
export const products = Object.keys(productChangeKinds) as readonly Product[];
