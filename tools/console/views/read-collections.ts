import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import { products } from '../../../src/backend/order-events/products/product.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { nameOrder } from '../../workbench/runs/order-facts.ts';
import type { OrderName } from '../../workbench/runs/run.ts';
import type { CollectionItems, ShownCollection } from '../contract/answers.ts';

const ITEMS_SHOWN = 100;

/** Returns the collections of the local site, sorted by name. */
export function readCollections(data: DataInspector): ShownCollection[] {
  return data
    .collections()
    .map(({ _id, permissions }) => ({ id: _id, count: data.count(_id), permissions }))
    .sort((left, right) => left.id.localeCompare(right.id));
}

/** Returns the first items of a collection, by ID; `undefined` if the collection does not exist. */
export function readCollection(data: DataInspector, history: History, id: string): CollectionItems | undefined {
  const found = readCollections(data).find((collection) => collection.id === id);
  if (found === undefined) return undefined;
  return { ...found, items: data.items(id, ITEMS_SHOWN).map((item) => ({ about: nameOfItem(item, history), item })) };
}

function nameOfItem({ product, orderId }: Readonly<Record<string, unknown>>, history: History): OrderName | null {
  const known = products.find((name) => name === product);
  if (known === undefined || typeof orderId !== 'string') return null;
  const facts = history.factsOf({ product: known, id: orderId });
  return facts === undefined ? null : nameOrder(facts);
}
