import type { WixDataItem } from 'wix-data';

/** Items by collection and id. */
export type StoredItems = ReadonlyMap<string, ReadonlyMap<string, WixDataItem>>;

const stored = new Map<string, Map<string, WixDataItem>>();

/** Makes these the stored items, without copying the items themselves. */
export function storeItems(items: StoredItems): void {
  stored.clear();
  for (const [id, collection] of items) stored.set(id, new Map(collection));
}

/** Returns what is stored now. */
export function storedItems(): StoredItems {
  return new Map([...stored].map(([id, collection]) => [id, new Map(collection)]));
}

/** The calls of Wix Data that handlers make, answered at once from memory: only what the site does for a call takes time. */
export const wixDataInMemory = {
  get: async (id: string, itemId: string): Promise<WixDataItem | null> => collectionOf(id).get(itemId) ?? null,
  insert: async (id: string, item: WixDataItem): Promise<WixDataItem> => insertInto(id, item),
  save: async (id: string, item: WixDataItem): Promise<WixDataItem> => saveInto(id, item),
  async bulkInsert(id: string, items: readonly WixDataItem[]): Promise<object> {
    const added = items.filter(({ _id = '' }) => !collectionOf(id).has(_id));
    for (const item of added) insertInto(id, item);
    const insertedItemIds = added.map(({ _id }) => _id);
    return { inserted: added.length, skipped: items.length - added.length, insertedItemIds, errors: [] };
  },
  async bulkSave(id: string, items: readonly WixDataItem[]): Promise<object> {
    for (const item of items) saveInto(id, item);
    return { inserted: items.length, updated: 0, errors: [] };
  },
  query: (id: string): object => queryOf(id, []),
};

function collectionOf(id: string): Map<string, WixDataItem> {
  const collection = stored.get(id) ?? new Map<string, WixDataItem>();
  stored.set(id, collection);
  return collection;
}

function saveInto(id: string, item: WixDataItem): WixDataItem {
  collectionOf(id).set(item._id ?? '', item);
  return item;
}

function insertInto(id: string, item: WixDataItem): WixDataItem {
  if (collectionOf(id).has(item._id ?? '')) throw Object.assign(new Error('The id exists'), { code: 'WDE0074' });
  return saveInto(id, item);
}

type Condition = (item: WixDataItem) => boolean;
type Field = (item: WixDataItem) => number | string;

/** The newest first is the only order that handlers ask for. */
function queryOf(id: string, conditions: readonly Condition[], descendingBy?: string, most = 50): object {
  const also = (condition: Condition): object => queryOf(id, [...conditions, condition], descendingBy, most);
  const valueOf =
    (field: string): Field =>
    (item) =>
      item[field] instanceof Date ? item[field].getTime() : (item[field] as number | string);
  const matching = (): WixDataItem[] => {
    const items = [...collectionOf(id).values()].filter((item) => conditions.every((holds) => holds(item)));
    if (descendingBy === undefined) return items;
    const sortedBy = valueOf(descendingBy);
    return items.sort((one, other) => (sortedBy(one) > sortedBy(other) ? -1 : 1));
  };
  return {
    eq: (field: string, value: unknown) => also((item) => item[field] === value),
    ne: (field: string, value: unknown) => also((item) => item[field] !== value),
    ge: (field: string, value: number | string) => also((item) => valueOf(field)(item) >= value),
    le: (field: string, value: number | string) => also((item) => valueOf(field)(item) <= value),
    lt: (field: string, value: number | string) => also((item) => valueOf(field)(item) < value),
    hasSome: (field: string, values: readonly unknown[]) => also((item) => values.includes(item[field])),
    ascending: () => queryOf(id, conditions, undefined, most),
    descending: (field: string) => queryOf(id, conditions, field, most),
    limit: (items: number) => queryOf(id, conditions, descendingBy, items),
    find: async () => ({ items: matching().slice(0, most) }),
    count: async () => matching().length,
  };
}
