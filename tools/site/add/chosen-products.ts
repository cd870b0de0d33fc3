import { handlerNames, handlers, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { CliError } from '../../workbench/cli-error.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { findOwnCalls } from './find-own-calls.ts';

const productOfWord = {
  tickets: 'wix-events',
  plans: 'wix-pricing-plans',
  shop: 'wix-ecom',
} as const satisfies Readonly<Record<string, Product>>;

/** Parts that are added for one product only. */
interface ProductParts {
  readonly npmPackage: string;
  /** Method by which the reconcile job reads the product's orders. */
  readonly reconcileMethod: string;
}

/** Parts of each product in a site. */
export const productParts: Readonly<Record<Product, ProductParts>> = {
  'wix-events': { npmPackage: '@wix/events', reconcileMethod: 'listTicketOrders' },
  'wix-pricing-plans': { npmPackage: '@wix/pricing-plans', reconcileMethod: 'listPlanOrders' },
  'wix-ecom': { npmPackage: '@wix/ecom', reconcileMethod: 'searchShopOrders' },
};

/** Reads a list such as `tickets,shop`; throws CliError on an unknown product. */
export function readProducts(text: string): Product[] {
  const words = text.split(',').map((word) => word.trim());
  return words.map((word) => {
    if (isWord(word)) return productOfWord[word];
    const known = Object.keys(productOfWord);
    const message = `--products ${text}: there is no product "${word}". Write some of ${known.join(', ')}.`;
    throw new CliError('wrong-value', message, { suggestion: nearest(word, known) });
  });
}

function isWord(word: string): word is keyof typeof productOfWord {
  return Object.hasOwn(productOfWord, word);
}

/** Returns the handlers of these products. */
export function handlersOf(chosen: readonly Product[]): HandlerName[] {
  return handlerNames.filter((handler) => chosen.includes(handlers[handler].product));
}

/** Returns the products whose events an `events.js` passes to order events. */
export function productsIn(events: string): Product[] {
  const calls = findOwnCalls(events);
  return products.filter((product) => handlersOf([product]).some((handler) => calls.has(handler)));
}
