import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import { decodeItem } from '../../../emulator/storage/item-codec.ts';
import { products } from '../../../src/backend/order-events/products/product.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { nameOrder } from '../../workbench/runs/order-facts.ts';
import type { OrderName } from '../../workbench/runs/run.ts';
import type { CollectionItems, ShownCollection } from '../contract/answers.ts';
import { fitting, PAGE_ROWS } from '../site/row-pages.ts';

/** Returns the collections of the local site, sorted by name. */
export function readCollections(data: DataInspector): ShownCollection[] {
  return data
    .collections()
    .map(({ _id, permissions }) => ({ id: _id, count: data.count(_id), permissions }))
    .sort((left, right) => left.id.localeCompare(right.id));
}

/** Returns a page of a collection's items, by ID, from an ID on; `undefined` if the collection does not exist. */
export function readCollection(
  data: DataInspector,
  history: History,
  { id, from = '' }: { readonly id: string; readonly from?: string | undefined },
): CollectionItems | undefined {
  const found = readCollections(data).find((collection) => collection.id === id);
  if (found === undefined) return undefined;
  const items = data.select(id, {
    text: (table) => `SELECT id, body, length(body) FROM ${table} WHERE id >= ? ORDER BY id LIMIT ?`,
    params: [from, PAGE_ROWS + 1],
  });
  const shown = fitting(items);
  const rows = shown.map(([, body]) => {
    const item = decodeItem(String(body));
    return { about: nameOfItem(item, history), item };
  });
  const following = items[shown.length];
  return { ...found, rows, total: found.count, next: following === undefined ? null : String(following[0]) };
}

function nameOfItem({ product, orderId }: Readonly<Record<string, unknown>>, history: History): OrderName | null {
  const known = products.find((name) => name === product);
  if (known === undefined || typeof orderId !== 'string') return null;
  const facts = history.factsOf({ product: known, id: orderId });
  return facts === undefined ? null : nameOrder(facts);
}
