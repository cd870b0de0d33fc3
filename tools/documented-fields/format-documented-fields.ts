import { readFileSync } from 'node:fs';

import type { Product } from '../../src/backend/order-events/products/product.ts';
import { lookUp } from '../workbench/payload/event-path.ts';
import { findOrder } from '../workbench/payload/find-order.ts';
import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { listPayloads } from '../workbench/payload/payload-library.ts';
import { requireHandler } from '../workbench/payload/require-handler.ts';
import { eachValue } from '../workbench/payload/each-value.ts';
import { listTypedFields } from './list-typed-fields.ts';

/** Order types of each product, from the SDK's typings. */
const orderTypes = {
  'wix-events': `NonNullable<import('@wix/events').orders.OrderUpdatedEnvelope['data']>`,
  'wix-pricing-plans': `import('@wix/pricing-plans').orders.Order`,
  'wix-ecom': `import('@wix/ecom').orders.Order`,
} as const satisfies Readonly<Record<Product, string>>;

/** Returns the fields of each product's orders, from the typings and the documented payloads, as JSON text. */
export function formatDocumentedFields(root: string): string {
  const byProduct = listTypedFields(root, orderTypes);
  for (const { handler, file } of listPayloads(root).filter(({ isDocumented }) => isDocumented)) {
    const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const fields = byProduct.get(handlers[requireHandler(handler)].product);
    eachValue(lookUp(event, findOrder(event)).value, (path, kind) => {
      fields?.set(path, (fields.get(path) ?? new Set()).add(kind));
      return true;
    });
  }
  const products = [...byProduct].map(([product, fields]) => {
    const sorted = [...fields].sort(([left], [right]) => (left < right ? -1 : 1));
    return [product, Object.fromEntries(sorted.map(([path, kinds]) => [path, [...kinds].sort().join('|')]))];
  });
  return `${JSON.stringify(Object.fromEntries(products), null, 2)}\n`;
}
