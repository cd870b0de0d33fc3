import wixData, { type WixDataItem, type WixDataQuery } from 'wix-data';

import type { Effort } from '../ports/ports.ts';
import { callData } from './call-data.ts';
import type { CollectionId } from './collection-ids.ts';

/** Event handlers run without an identity, and the collections are the owner's alone. */
const asOwner = { suppressAuth: true, suppressHooks: true } as const;
/** Reads lag behind writes unless they ask not to: https://dev.wix.com/docs/sdk/backend-modules/data/eventual-consistency */
const consistent = { ...asOwner, consistentRead: true } as const;
const ITEM_EXISTS = 'WDE0074';
/** Documented for updates; a `get` is documented to give null, but a site was seen to reject. */
const ITEM_MISSING = 'WDE0073';

/** The item with an id, as it is now; `null` when there is none. */
export async function readItem(effort: Effort, collection: CollectionId, id: string): Promise<WixDataItem | null> {
  return await callData<WixDataItem | null>(collection, () => wixData.get(collection, id, consistent), {
    effort,
    expected: { code: ITEM_MISSING, result: null },
  });
}

/** An insert is the one thing that Wix Data does once: an `_id` that exists is refused. */
export async function insertOnce(
  effort: Effort,
  collection: CollectionId,
  item: WixDataItem,
): Promise<'inserted' | 'exists'> {
  return await callData<'inserted' | 'exists'>(
    collection,
    async () => {
      await wixData.insert(collection, item, asOwner);
      return 'inserted';
    },
    { effort, expected: { code: ITEM_EXISTS, result: 'exists' } },
  );
}

/** Writes the whole item, whether it exists or not. */
export async function saveItem(effort: Effort, collection: CollectionId, item: WixDataItem): Promise<void> {
  await callData(collection, () => wixData.save(collection, item, asOwner), { effort });
}

/** Removes items; those that are gone already are no failure. */
export async function removeItems(effort: Effort, collection: CollectionId, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await callData(collection, () => wixData.bulkRemove(collection, [...ids], asOwner), { effort });
}

/** The first page of a query; nobody needs the total, which would be a second search through all that matches. */
export async function findItems(
  effort: Effort,
  collection: CollectionId,
  build: (query: WixDataQuery) => WixDataQuery,
  limit: number,
): Promise<readonly WixDataItem[]> {
  const query = build(wixData.query(collection)).limit(limit);
  const page = await callData(collection, () => query.find({ ...consistent, omitTotalCount: true }), { effort });
  return page.items;
}

/** How many items a query matches. */
export async function countItems(
  effort: Effort,
  collection: CollectionId,
  build: (query: WixDataQuery) => WixDataQuery,
): Promise<number> {
  const query = build(wixData.query(collection));
  return await callData(collection, () => query.count(consistent), { effort });
}
