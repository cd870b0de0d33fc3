import wixData, { type WixDataItem, type WixDataQuery } from 'wix-data';

import { OrderEventsError } from '../order-events-error.ts';
import { callData, type Persistence } from './call-data.ts';
import type { CollectionId } from './collection-ids.ts';
import { codeOf } from './error-code.ts';
import { findWhoseInsert, type InsertAnswer } from './whose-insert.ts';

/** Event handlers run without an identity, and the collections are the owner's alone. */
const asOwner = { suppressAuth: true, suppressHooks: true } as const;
/** Reads lag behind writes unless they ask not to: https://dev.wix.com/docs/sdk/backend-modules/data/eventual-consistency */
const consistent = { ...asOwner, consistentRead: true } as const;
/** Documented for updates; a `get` is documented to give null, but a site was seen to reject. */
const ITEM_MISSING = 'WDE0073';

/** The calls on one collection. */
export interface WixCollection {
  /** The item with an id, as it is now; `null` when there is none. */
  read(id: string): Promise<WixDataItem | null>;
  /** An insert is the one thing that Wix Data does once: an `_id` that exists is refused. `exists` means another's, whatever was answered. */
  insertOnce(item: WixDataItem): Promise<InsertAnswer>;
  /** Makes one bare try of an insert. Returns its refusal, and `undefined` when there is none. */
  tryInsert(item: WixDataItem): Promise<{ readonly code: string | undefined } | undefined>;
  /** Writes the whole item, whether it exists or not. */
  save(item: WixDataItem): Promise<void>;
  /** The same for many items, at most 1000. */
  saveAll(items: readonly WixDataItem[]): Promise<void>;
  /** Removes items; those that are gone already are no failure. */
  remove(ids: readonly string[]): Promise<void>;
  /** The first page of a query; nobody needs the total, which would be a second search through all that matches. */
  find(build: (query: WixDataQuery) => WixDataQuery, limit: number): Promise<readonly WixDataItem[]>;
  /** How many items a query matches. */
  count(build?: (query: WixDataQuery) => WixDataQuery): Promise<number>;
}

/** The collection with an id, its calls made with the persistence given. */
export function openCollection(id: CollectionId, persistence: Persistence): WixCollection {
  const read: WixCollection['read'] = (itemId) =>
    callData<WixDataItem | null>(
      id,
      persistence,
      () => wixData.get(id, itemId, consistent),
      ({ code }) => Promise.resolve(code === ITEM_MISSING ? { result: null } : undefined),
    );

  return {
    read,
    async insertOnce(item) {
      const writer = String(persistence.random());
      async function insert(): Promise<InsertAnswer> {
        await wixData.insert(id, { ...item, writer }, asOwner);
        return 'inserted';
      }
      return await callData(id, persistence, insert, async (refusal) => {
        const answer = await findWhoseInsert(refusal, async () => {
          const stored = await read(String(item._id));
          if (stored === null) return 'nobody';
          return stored['writer'] === writer ? 'own' : 'other';
        });
        return answer === undefined ? undefined : { result: answer };
      });
    },
    async tryInsert(item) {
      try {
        await wixData.insert(id, { ...item }, asOwner);
        return undefined;
      } catch (error) {
        return { code: codeOf(error) };
      }
    },
    async save(item) {
      await callData(id, persistence, () => wixData.save(id, item, asOwner));
    },
    async saveAll(items) {
      if (items.length === 0) return;
      const { errors } = await callData(id, persistence, () => wixData.bulkSave(id, [...items], asOwner));
      if (errors.length > 0)
        throw new OrderEventsError('store-failed', `Wix Data did not save all in ${id}`, errors[0]);
    },
    async remove(ids) {
      if (ids.length > 0) await callData(id, persistence, () => wixData.bulkRemove(id, [...ids], asOwner));
    },
    async find(build, limit) {
      const query = build(wixData.query(id)).limit(limit);
      const page = await callData(id, persistence, () => query.find({ ...consistent, omitTotalCount: true }));
      return page.items;
    },
    async count(build = (query) => query) {
      const query = build(wixData.query(id));
      return await callData(id, persistence, () => query.count(consistent));
    },
  };
}
