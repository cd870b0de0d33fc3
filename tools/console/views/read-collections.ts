import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { CollectionItems, ShownCollection } from '../contract/answers.ts';

const ITEMS_SHOWN = 100;

/** The collections of the local site, by name. */
export function readCollections(data: DataInspector): ShownCollection[] {
  return data
    .collections()
    .map(({ _id, permissions }) => ({ id: _id, count: data.count(_id), permissions }))
    .sort((left, right) => left.id.localeCompare(right.id));
}

/** The first items of a collection, by id; `undefined` when there is no such collection. */
export function readCollection(data: DataInspector, id: string): CollectionItems | undefined {
  const found = readCollections(data).find((collection) => collection.id === id);
  return found === undefined ? undefined : { ...found, items: data.items(id, ITEMS_SHOWN) };
}
