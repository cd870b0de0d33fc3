import { products, type Product } from '../products/product.ts';
import type { Envelope } from './unwrap-envelope.ts';
import type { JsonObject } from '../values/json-object.ts';
import type { Rejection } from '../values/rejection.ts';

/** The entity name that the SDK and REST dialects print in their metadata. */
const productOfEntity: ReadonlyMap<string, Product> = new Map([
  ['wix.ecom.v1.order', 'wix-ecom'],
  ['wix.pricing_plans.v2.order', 'wix-pricing-plans'],
]);

/** Fields that only one product's orders have; any of them may be absent from a sound order. */
const marks: Readonly<Record<Product, readonly string[]>> = {
  'wix-events': ['orderNumber', 'tickets', 'checkoutForm'],
  'wix-pricing-plans': ['planId', 'planName', 'subscriptionId', 'lastPaymentStatus', 'pausePeriods', 'pricing'],
  'wix-ecom': ['lineItems', 'paymentStatus', 'fulfillmentStatus', 'priceSummary', 'buyerInfo', 'balanceSummary'],
};

/** Rejects an event that carries another product's order: two of the products use the same envelope. */
export function findOtherProduct(product: Product, { order, orderPath, metadata }: Envelope): Rejection | undefined {
  const entity = metadata['entityFqdn'];
  if (typeof entity === 'string' && product !== 'wix-events' && productOfEntity.get(entity) !== product) {
    return { path: orderPath, expected: expectation(product), found: foundOrder(productOfEntity.get(entity)) };
  }
  if (hasMark(order, product)) return undefined;
  const other = otherProducts(product).find((candidate) => hasMark(order, candidate));
  if (other === undefined) return undefined;
  return { path: orderPath, expected: expectation(product), found: foundOrder(other) };
}

function otherProducts(product: Product): Product[] {
  return products.filter((candidate) => candidate !== product);
}

function hasMark(order: JsonObject, product: Product): boolean {
  return marks[product].some((key) => order[key] !== undefined);
}

function expectation(product: Product): string {
  return `an order of ${product}`;
}

function foundOrder(product: Product | undefined): string {
  return product === undefined ? 'another entity' : `an order of ${product}`;
}
