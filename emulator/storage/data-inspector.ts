import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { IdSource } from '../id-source.ts';
import type { CollectionDefinition, CollectionField, Collections } from './collections.ts';
import { decodeItem, encodeItem } from './item-codec.ts';
import type { ItemStore } from './item-store.ts';

/** Reads and fills collections without permissions, faults and records. */
export interface DataInspector {
  collections(): CollectionDefinition[];
  /** Returns the items sorted by id (default: 1,000). */
  items(collection: string, limit?: number): Record<string, unknown>[];
  get(collection: string, id: string): Record<string, unknown> | undefined;
  count(collection: string): number;
  /**
   * Creates a collection for the site owner only, unless permissions are given; an existing one is unchanged. Fields need to be given only
   * if they refer to another collection.
   */
  createCollection(
    id: string,
    permissions?: Partial<CollectionDefinition['permissions']>,
    fields?: readonly CollectionField[],
  ): void;
  /** Inserts or replaces an item, after creating the collection if necessary. */
  put(collection: string, item: Record<string, unknown>): void;
  /** Returns SQLite's plan of a query for one value of the first field and an upper bound of the second. */
  explain(collection: string, equalField: string, boundedField: string): string;
  /** Removes the items of one collection, or of all. */
  clear(collection?: string): void;
}

const adminOnly = { insert: 'ADMIN', update: 'ADMIN', remove: 'ADMIN', read: 'ADMIN' } as const;
const byId = [{ field: '_id', direction: 'ASC' as const }];

/** Creates the inspector of a state. */
export function createDataInspector(deps: {
  readonly collections: Collections;
  readonly items: ItemStore;
  readonly clock: EmulatorClock;
  readonly ids: IdSource;
}): DataInspector {
  const { collections, items, clock, ids } = deps;

  function createCollection(
    id: string,
    permissions: Partial<CollectionDefinition['permissions']> = {},
    fields: readonly CollectionField[] = [],
  ): void {
    if (collections.get(id) !== undefined) return;
    const now = new Date(clock.now()).toISOString();
    collections.put({
      _id: id,
      fields: [{ key: 'title', type: 'TEXT' }, ...fields],
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
