import wixData, { type WixDataBulkResult, type WixDataItem, type WixDataQuery } from 'wix-data';

import { OrderEventsError } from '../order-events-error.ts';
import {
  insertTogether,
  readLimits,
  readTogether,
  saveTogether,
  type smallReadLimits,
  writeLimits,
  type InsertCalls,
  type Retry,
} from './bulk-calls.ts';
import { callData, type Persistence } from './call-data.ts';
import type { CollectionId } from './collection-ids.ts';
import { codeOf } from './error-code.ts';
import { gatherCalls, type CallKind, type ItemEnd } from './gather-calls.ts';
import { asOwner, consistent, createItemCalls, type BuildQuery, type Insertion } from './item-calls.ts';
import { createLoadGate } from './load-gate.ts';
import { sizeInBytes } from './split-text.ts';
import { timers } from './timers.ts';
import type { InsertAnswer } from './whose-insert.ts';

/**
 * Calls on one collection. Reads by id, inserts and saves of handlers that run in one container at the same time go together, if others
 * of their kind are in flight; each has the same result as alone.
 */
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
  find(build: BuildQuery, limit: number): Promise<readonly WixDataItem[]>;
  /** Returns a function that reads by queries: one alone, or several items that are read at the same time together. */
  gatherReads<Item, Found, Result>(kind: ReadKind<Item, Found, Result>): (item: Item) => Promise<Result>;
  /** Counts the items that a query matches. */
  count(build?: (query: WixDataQuery) => WixDataQuery): Promise<number>;
}

/** Reads of one kind, which can be made for one item or for several. */
export interface ReadKind<Item, Found, Result> {
  readonly alone: (item: Item) => Promise<Result>;
  readonly all: (items: readonly Item[]) => Promise<Found>;
  /** Returns what the reads of several found for one of them. */
  readonly resultOf: (found: Found, item: Item) => Result;
  /** Returns the ids that an item looks for, if it is more than one: each can find a row. */
  readonly partsOf?: (item: Item) => readonly string[];
  /** Limits of one query (default: those of rows which may be as large as an item). */
  readonly limits?: typeof readLimits | typeof smallReadLimits;
}

/** Opens the collection with an id; its calls use the retry settings given. */
export function openCollection(id: CollectionId, persistence: Persistence): WixCollection {
  const gate = createLoadGate(persistence.load, timers);
  const { find, ...calls } = createItemCalls(id, persistence);
  const retry: Retry = (call, lookInto) => callData(id, persistence, call, lookInto);

  function gatherReads<Item, Found, Result>(kind: ReadKind<Item, Found, Result>): (item: Item) => Promise<Result> {
    const { alone, all, resultOf, partsOf, limits = readLimits } = kind;
    const together = (items: readonly Item[]): Promise<readonly ItemEnd<Result>[]> =>
      readTogether(items, all, resultOf);
    return gatherCalls({ alone, together, partsOf, ...limits }, gate);
  }

  async function findById(ids: readonly string[]): Promise<ReadonlyMap<string, WixDataItem>> {
    const wanted = [...new Set(ids)];
    const items = await find((query) => query.hasSome('_id', wanted), wanted.length);
    return new Map(items.map((item) => [String(item._id), item]));
  }

  const inserts: InsertCalls<Insertion> = {
    insertAll: (all) =>
      wixData.bulkInsert(
        id,
        all.map(({ item, writer }) => ({ ...item, writer })),
        asOwner,
      ),
    async findWriters(ids) {
      const found = await findById(ids);
      return new Map([...found].map(([itemId, item]) => [itemId, item['writer']]));
    },
  };
  const saveMany = (items: readonly WixDataItem[]): Promise<WixDataBulkResult> =>
    wixData.bulkSave(id, [...items], asOwner);

  const insertKind: CallKind<Insertion, InsertAnswer> = {
    ...writeLimits,
    alone: calls.insert,
    together: (insertions) => insertTogether(insertions, inserts, retry),
    idOf: (insertion) => insertion.id,
    sizeOf: ({ item }) => sizeOf(item),
  };
  const saveKind: CallKind<WixDataItem, null> = {
    ...writeLimits,
    alone: calls.save,
    together: (items) => saveTogether(items, idOf, saveMany, retry),
    idOf,
    sizeOf,
  };
  const [insert, save] = [gatherCalls(insertKind, gate), gatherCalls(saveKind, gate)];

  return {
    read: gatherReads({ alone: calls.read, all: findById, resultOf: (found, itemId) => found.get(itemId) ?? null }),
    insertOnce: (item) => insert({ id: String(item._id), writer: String(persistence.random()), item }),
    async tryInsert(item) {
      try {
        await wixData.insert(id, { ...item }, asOwner);
        return undefined;
      } catch (error) {
        return { code: codeOf(error) };
      }
    },
    async save(item) {
      await save(item);
    },
    async saveAll(items) {
      if (items.length === 0) return;
      const { errors } = await callData(id, persistence, () => saveMany(items));
      if (errors.length > 0)
        throw new OrderEventsError('store-failed', `Wix Data did not save every item in ${id}`, errors[0]);
    },
    async remove(ids) {
      if (ids.length > 0) await callData(id, persistence, () => wixData.bulkRemove(id, [...ids], asOwner));
    },
    find,
    gatherReads,
    async count(build = (query) => query) {
      const query = build(wixData.query(id));
      return await callData(id, persistence, () => query.count(consistent));
    },
  };
}

function idOf({ _id }: WixDataItem): string {
  return String(_id);
}

function sizeOf(item: WixDataItem): number {
  return sizeInBytes(JSON.stringify(item));
}
