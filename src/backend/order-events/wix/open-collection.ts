import wixData, { type WixDataItem, type WixDataQuery } from 'wix-data';

import { OrderEventsError } from '../order-events-error.ts';
import { callData, type Persistence } from './call-data.ts';
import type { CollectionId } from './collection-ids.ts';
import { codeOf } from './error-code.ts';
import { findWhoseInsert, type InsertAnswer } from './whose-insert.ts';

/** Options of every call: event handlers run without an identity, and the collections are the owner's alone. */
const asOwner = { suppressAuth: true, suppressHooks: true } as const;
/** Options of reads, which otherwise lag behind writes: https://dev.wix.com/docs/sdk/backend-modules/data/eventual-consistency */
const consistent = { ...asOwner, consistentRead: true } as const;
/** Code for a missing item, documented for updates. A `get` is documented to return null, but a site was seen to reject. */
const ITEM_MISSING = 'WDE0073';

/** Calls on one collection. */
export interface WixCollection {
  /** Reads the current item with an id; `null` if there is none. */
  read(id: string): Promise<WixDataItem | null>;
  /**
   * Inserts an item. An insert is the only operation that Wix Data does once: an `_id` that exists is refused. `exists` means that the
   * stored row is another's, whatever Wix answered.
   */
  insertOnce(item: WixDataItem): Promise<InsertAnswer>;
  /** Tries an insert once. Returns its refusal, or `undefined` if there is none. */
  tryInsert(item: WixDataItem): Promise<{ readonly code: string | undefined } | undefined>;
  /** Writes the whole item, whether it exists or not. */
  save(item: WixDataItem): Promise<void>;
  /** Writes many whole items, at most 1000. */
  saveAll(items: readonly WixDataItem[]): Promise<void>;
  /** Removes items; those that are already gone are no failure. */
  remove(ids: readonly string[]): Promise<void>;
  /** Reads the first page of a query, without the total, which would be a second search through all that matches. */
  find(build: (query: WixDataQuery) => WixDataQuery, limit: number): Promise<readonly WixDataItem[]>;
  /** Counts the items that a query matches. */
  count(build?: (query: WixDataQuery) => WixDataQuery): Promise<number>;
}

/** Opens the collection with an id; its calls use the retry settings given. */
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
        throw new OrderEventsError('store-failed', `Wix Data did not save every item in ${id}`, errors[0]);
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
