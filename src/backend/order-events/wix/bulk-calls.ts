import { failureOf } from '../order-events-error.ts';
import { fieldOf } from './error-code.ts';
import type { ItemEnd } from './gather-calls.ts';
import type { LookInto } from './retry-call.ts';
import { ownerOf, type InsertAnswer } from './whose-insert.ts';

/**
 * Limits of calls that go together. Wix's limit is 1000 items (https://dev.wix.com/docs/velo/apis/wix-data/bulk-insert); it documents 500 kB
 * for an item, and nothing for a call, so that is the limit of a call here.
 */
export const writeLimits = { maxItems: 100, maxSize: 500_000 } as const;

/** Limit of the rows that one read finds, each of which may be as large as an item. */
export const readLimits = { maxItems: 50, maxSize: 50 } as const;

/** Limit of a read of small rows, whose size is the number of ids that it looks for. */
export const smallReadLimits = { maxItems: 100, maxSize: 300 } as const;

/** An insert to make together with others: an item's id, and the token of its writer. */
export interface OwnInsert {
  readonly id: string;
  readonly writer: string;
}

/** The calls that a bulk insert needs. */
export interface InsertCalls<Item> {
  /** Makes one bulk insert, and returns its answer, whatever its form. Rejects with Wix's error. */
  readonly insertAll: (items: readonly Item[]) => Promise<unknown>;
  /** Reads the tokens in the rows that exist under some ids, by id. */
  readonly findWriters: (ids: readonly string[]) => Promise<ReadonlyMap<string, unknown>>;
}

/** Tries a call several times, as all calls are tried. */
export type Retry = <Result>(call: () => Promise<Result>, lookInto: LookInto<Result>) => Promise<Result>;

/**
 * Inserts several items with one call. Wix documents that items whose id exists are skipped; on another page, that they fail. It documents
 * neither that a bulk insert is atomic, nor its order, nor which answers an error may come with. So an item that the answer does not name
 * as inserted is looked up, and is its writer's own only if its row contains the writer's token.
 */
export async function insertTogether<Item extends OwnInsert>(
  items: readonly Item[],
  { insertAll, findWriters }: InsertCalls<Item>,
  retry: Retry,
): Promise<readonly ItemEnd<InsertAnswer>[]> {
  let inserted: ReadonlySet<string> = new Set();
  let ifNobodys: ItemEnd<InsertAnswer> = { kind: 'unclear' };
  try {
    const answer = await retry(() => insertAll(items), ifNotBusy);
    inserted = idsIn(answer, ['insertedItemIds'], items.length);
  } catch (error) {
    ifNobodys = { kind: 'failed', error };
  }
  const others = items.filter(({ id }) => !inserted.has(id)).map(({ id }) => id);
  let writers: ReadonlyMap<string, unknown> = new Map();
  try {
    if (others.length > 0) writers = await findWriters(others);
  } catch (error) {
    ifNobodys = { kind: 'failed', error };
  }
  return items.map(({ id, writer }): ItemEnd<InsertAnswer> => {
    if (inserted.has(id)) return { kind: 'done', result: 'inserted' };
    if (!writers.has(id)) return ifNobodys;
    return { kind: 'done', result: ownerOf(writers.get(id), writer) === 'own' ? 'inserted' : 'exists' };
  });
}

/**
 * Writes several whole items with one call. An item that the answer does not name as written is unclear: writing it again does no harm.
 */
export async function saveTogether<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  saveAll: (items: readonly Item[]) => Promise<unknown>,
  retry: Retry,
): Promise<readonly ItemEnd<null>[]> {
  const answer = await retry(() => saveAll(items), ifNotBusy);
  const saved = idsIn(answer, ['insertedItemIds', 'updatedItemIds'], items.length);
  return items.map((item) => (saved.has(idOf(item)) ? { kind: 'done', result: null } : { kind: 'unclear' }));
}

/**
 * Reads several items with one query, which is tried as all calls are. If it fails for another reason than that Wix is busy, each item is
 * unclear, because one may be the reason.
 */
export async function readTogether<Item, Found, Result>(
  items: readonly Item[],
  readAll: (items: readonly Item[]) => Promise<Found>,
  resultOf: (found: Found, item: Item) => Result,
): Promise<readonly ItemEnd<Result>[]> {
  try {
    const found = await readAll(items);
    return items.map((item) => ({ kind: 'done', result: resultOf(found, item) }));
  } catch (error) {
    if (failureOf(error) === 'store-busy') throw error;
    return items.map(() => ({ kind: 'unclear' }));
  }
}

/** A refusal for another reason may concern one item only: the bulk call is given up without an answer, and each item is called alone. */
const ifNotBusy: LookInto<undefined> = ({ kind }) => {
  return Promise.resolve(kind === 'busy' ? undefined : { result: undefined });
};

/** Returns the ids that an answer lists in some fields; none if anything about the answer does not fit. */
function idsIn(answer: unknown, fields: readonly string[], itemCount: number): ReadonlySet<string> {
  const ids: string[] = [];
  for (const field of fields) {
    const listed = fieldOf(answer, field) ?? [];
    if (!Array.isArray(listed) || listed.length !== fieldOf(answer, countFieldOf[field] ?? '')) return new Set();
    ids.push(...listed.map(String));
  }
  const errors = fieldOf(answer, 'errors');
  const notWritten = Number(fieldOf(answer, 'skipped') ?? 0) + (Array.isArray(errors) ? errors.length : 0);
  return ids.length + notWritten > itemCount ? new Set() : new Set(ids);
}

/** The field with the number of ids that a field lists. */
const countFieldOf: Readonly<Record<string, string>> = { insertedItemIds: 'inserted', updatedItemIds: 'updated' };
