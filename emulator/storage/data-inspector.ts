import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { IdSource } from '../id-source.ts';
import {
  type CollectionDefinition,
  type CollectionField,
  type CollectionIndex,
  type Collections,
  itemTable,
} from './collections.ts';
import { decodeItem, encodeItem } from './item-codec.ts';
import type { Database, SqlValue } from './database.ts';
import type { ItemIndexes } from './item-indexes.ts';
import type { ItemStore } from './item-store.ts';

/** Reads and fills collections without permissions, faults and records. */
export interface DataInspector {
  collections(): CollectionDefinition[];
  /** Returns the items sorted by id (default: 1,000). */
  items(collection: string, limit?: number): Record<string, unknown>[];
  get(collection: string, id: string): Record<string, unknown> | undefined;
  count(collection: string): number;
  /** Runs a SELECT on the stored items of a collection; returns no rows if there is no such collection. */
  select(collection: string, query: ItemsQuery): SqlValue[][];
  /**
   * Creates a collection for the site owner only, unless permissions are given; an existing one is unchanged. Fields need to be given only
   * if they refer to another collection, and indexes only if they are unique.
   */
  createCollection(
    id: string,
    permissions?: Partial<CollectionDefinition['permissions']>,
    fields?: readonly CollectionField[],
    indexes?: readonly CollectionIndex[],
  ): void;
  /** Inserts or replaces an item, after creating the collection if necessary. */
  put(collection: string, item: Record<string, unknown>): void;
  /** Removes an item, if there is one. */
  remove(collection: string, id: string): void;
  /** Returns SQLite's plan of a query for one value of the first field and an upper bound of the second. */
  explain(collection: string, equalField: string, boundedField: string): string;
  /** Removes the items of one collection, or of all. */
  clear(collection?: string): void;
}

/** An SQL query on the stored items of a collection. */
export interface ItemsQuery {
  /** Returns the text of the query; the table has the columns `id` and `body`, in the form of item-codec.ts. */
  readonly text: (table: string) => string;
  readonly params?: readonly SqlValue[];
  /** Fields of each index that is created first, unless there is one, so that a large collection stays fast. */
  readonly indexes?: readonly (readonly string[])[];
}

const adminOnly = { insert: 'ADMIN', update: 'ADMIN', remove: 'ADMIN', read: 'ADMIN' } as const;
const byId = [{ field: '_id', direction: 'ASC' as const }];

/** Creates the inspector of a state. */
export function createDataInspector(deps: {
  readonly collections: Collections;
  readonly database: Database;
  readonly items: ItemStore;
  readonly indexes: ItemIndexes;
  readonly clock: EmulatorClock;
  readonly ids: IdSource;
}): DataInspector {
  const { database, collections, items, indexes, clock, ids } = deps;

  function createCollection(
    ...[id, permissions, fields = [], ofCollection = []]: Parameters<DataInspector['createCollection']>
  ): void {
    if (collections.get(id) !== undefined) return;
    const now = new Date(clock.now()).toISOString();
    collections.put({
      _id: id,
      fields: [{ key: 'title', type: 'TEXT' }, ...fields],
      ...(ofCollection.length > 0 && { indexes: ofCollection }),
      permissions: { ...adminOnly, ...permissions },
      revision: '1',
      _createdDate: now,
      _updatedDate: now,
    });
  }

  function isThere(collection: string): boolean {
    return collections.get(collection) !== undefined;
  }

  return {
    collections: () => collections.list(),
    items(collection, limit = 1000) {
      if (!isThere(collection)) return [];
      return items.find(collection, { filters: [], sorts: byId, skip: 0, limit }, 'primary').map(decodeItem);
    },
    get(collection, id) {
      const body = isThere(collection) ? items.get(collection, id, 'primary') : undefined;
      return body === undefined ? undefined : decodeItem(body);
    },
    count: (collection) =>
      isThere(collection) ? items.count(collection, { filters: [], sorts: [], skip: 0, limit: 0 }, 'primary') : 0,
    select(collection, { text, params = [], indexes: wanted = [] }) {
      if (!isThere(collection)) return [];
      for (const fields of wanted) indexes.create(collection, fields);
      return database.statement(text(itemTable(collection))).all(...params);
    },
    createCollection,
    put(collection, item) {
      createCollection(collection);
      const id = typeof item['_id'] === 'string' ? item['_id'] : ids.id();
      const now = new Date(clock.now());
      const body = encodeItem({ _createdDate: now, _updatedDate: now, ...item, _id: id });
      collections.noteArrayFields(collection, item);
      if (items.insert(collection, id, body)) return;
      items.replace(collection, id, body, items.get(collection, id, 'primary') ?? body);
    },
    remove(collection, id) {
      const body = isThere(collection) ? items.get(collection, id, 'primary') : undefined;
      if (body !== undefined) items.remove(collection, id, body);
    },
    explain: (collection, equalField, boundedField) =>
      items.explain(collection, {
        filters: [
          { kind: 'compare', operator: 'eq', field: equalField, value: '' },
          { kind: 'compare', operator: 'le', field: boundedField, value: new Date(0) },
        ],
        sorts: [{ field: boundedField, direction: 'ASC' }],
        skip: 0,
        limit: 1,
      }),
    clear(collection) {
      for (const { _id } of collections.list()) {
        if (collection === undefined || collection === _id) items.clear(_id);
      }
    },
  };
}
