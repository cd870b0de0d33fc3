import type { Product } from '../../src/backend/order-events/products/product.ts';
import { isJsonObject } from '../../src/backend/order-events/values/json-object.ts';
import { contextOf, listSampleOrders } from '../workbench/emails/sample-contexts.ts';

const MAX_CHARACTERS = 48;

/** Returns the contexts that rules of a product get for the documented payloads. */
export function documentedContexts(root: string, product: Product): unknown[] {
  return (
    listSampleOrders(root)
      .filter(({ order }) => order.product === product)
      .map((sample) => contextOf(sample, 'order-paid', 'en', 'UTC'))
      // A sample's change is made up, apart from its kind and amounts.
      .map((context) => ({ ...context, change: { ...context.change, occurrence: undefined } }))
  );
}

/** Returns the first value at a path such as `order`, `tickets`, `[]`, `name`, as JSON; `undefined` if no payload has one. */
export function exampleAt(contexts: readonly unknown[], path: readonly string[]): string | undefined {
  const [value] = contexts.flatMap((context) => valuesAt(context, path));
  if (value === undefined) return undefined;
  const text = JSON.stringify(isJsonObject(value) ? Object.fromEntries(Object.entries(value).slice(0, 1)) : value);
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (name === undefined) return isEmpty(value) ? [] : [value];
  if (name === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return isJsonObject(value) ? valuesAt(value[name], rest) : [];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (isJsonObject(value) && Object.keys(value).length === 0);
}
