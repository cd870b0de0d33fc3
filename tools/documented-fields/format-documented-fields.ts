import { readFileSync } from 'node:fs';
import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { lookUp } from '../workbench/payload/event-path.ts';
import { findOrder } from '../workbench/payload/find-order.ts';
import { listPayloads } from '../workbench/payload/payload-library.ts';
import { isHandlerName } from '../workbench/payload/require-handler.ts';
import { eachValue } from '../cli/import/each-value.ts';
import { listTypedFields } from './list-typed-fields.ts';

/** What the events of each product hold, by the SDK's typings. */
const orderTypes = {
  'wix-events': `NonNullable<import('@wix/events').orders.OrderUpdatedEnvelope['data']>`,
  'wix-pricing-plans': `import('@wix/pricing-plans').orders.Order`,
  'wix-ecom': `import('@wix/ecom').orders.Order`,
} as const;

/** The fields of an order of each product, by the typings and by the documented payloads, as a JSON file's text. */
export function formatDocumentedFields(root: string): string {
  const byProduct = listTypedFields(root, orderTypes);
  for (const { handler, file } of listPayloads(root)) {
    if (!isHandlerName(handler)) continue;
    const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const fields = byProduct.get(handlers[handler].product);
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
