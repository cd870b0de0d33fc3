import wixData, { type WixDataItem, type WixDataQuery } from 'wix-data';

import { callData, type Persistence } from './call-data.ts';
import type { CollectionId } from './collection-ids.ts';
import { fieldOf } from './error-code.ts';
import { findWhoseInsert, ownerOf, type InsertAnswer } from './whose-insert.ts';

/** Options of every call: event handlers run without an identity, and the collections are the owner's alone. */
export const asOwner = { suppressAuth: true, suppressHooks: true } as const;
/** Options of reads, which otherwise lag behind writes: https://dev.wix.com/docs/sdk/backend-modules/data/eventual-consistency */
export const consistent = { ...asOwner, consistentRead: true } as const;
/** Code for a missing item, documented for updates. A `get` is documented to return null, but a site was seen to reject. */
const ITEM_MISSING = 'WDE0073';

/** Adds conditions to a query; `begin` begins others to join with it. */
export type BuildQuery = (query: WixDataQuery, begin: () => WixDataQuery) => WixDataQuery;

/** An item to insert, with the token of its writer. */
export interface Insertion {
  readonly id: string;
  readonly writer: string;
  readonly item: WixDataItem;
}

/** Calls on one collection that are about one item or one query, each tried as often as its persistence says. */
export interface ItemCalls {
  read(itemId: string): Promise<WixDataItem | null>;
  insert(insertion: Insertion): Promise<InsertAnswer>;
  save(item: WixDataItem): Promise<null>;
  find(build: BuildQuery, limit: number): Promise<readonly WixDataItem[]>;
}

/** Creates the calls on the collection with an id. */
export function createItemCalls(id: CollectionId, persistence: Persistence): ItemCalls {
  async function read(itemId: string): Promise<WixDataItem | null> {
    return await callData<WixDataItem | null>(
      id,
      persistence,
      () => wixData.get(id, itemId, consistent),
      ({ code }) => Promise.resolve(code === ITEM_MISSING ? { result: null } : undefined),
    );
  }

  return {
    read,
    async insert({ id: itemId, writer, item }) {
      async function insert(): Promise<InsertAnswer> {
        const noteDate = persistence.clock.ask();
        const inserted = await wixData.insert(id, { ...item, writer }, asOwner);
        noteDate(fieldOf(inserted, '_createdDate'));
        return 'inserted';
      }
      return await callData(id, persistence, insert, async (refusal) => {
        const answer = await findWhoseInsert(refusal, async () => {
          const stored = await read(itemId);
          return stored === null ? 'nobody' : ownerOf(stored['writer'], writer);
        });
        return answer === undefined ? undefined : { result: answer };
      });
    },
    async save(item) {
      await callData(id, persistence, () => wixData.save(id, item, asOwner));
      return null;
    },
    async find(build, limit) {
      const begin = (): WixDataQuery => wixData.query(id);
      const query = build(begin(), begin).limit(limit);
      const page = await callData(id, persistence, () => query.find({ ...consistent, omitTotalCount: true }));
      return page.items;
    },
  };
}
