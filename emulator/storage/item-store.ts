import { itemTable } from './collections.ts';
import type { SqlStatement } from './database.ts';
import { createItemQueries, type ItemQueries, type QueryDeps, type ReadFrom } from './item-queries.ts';

/** The items of all collections, as stored text; the caller ensures that the collection exists. */
export interface ItemStore extends ItemQueries {
  get(collection: string, id: string, from: ReadFrom): string | undefined;
  /** `false` if an item with this id exists. */
  insert(collection: string, id: string, body: string): boolean;
  /** Replaces an existing item; `before` is its stored text as just read. */
  replace(collection: string, id: string, body: string, before: string): void;
  remove(collection: string, id: string, before: string): void;
  clear(collection: string): void;
}

const verbs = {
  SELECT: (table: string) => `SELECT body FROM ${table} WHERE id = ?`,
  INSERT: (table: string) => `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (id) DO NOTHING`,
  UPDATE: (table: string) => `UPDATE ${table} SET body = ? WHERE id = ?`,
  DELETE: (table: string) => `DELETE FROM ${table} WHERE id = ?`,
};

/** Opens the item store on the tables created by `collections`. */
export function createItemStore(deps: QueryDeps): ItemStore {
  const { database, collections, references, mirror } = deps;

  const tables = new Map<string, string>();

  function statement(collection: string, verb: keyof typeof verbs): SqlStatement {
    const table = tables.get(collection) ?? itemTable(collection);
    tables.set(collection, table);
    return database.statement(verbs[verb](table));
  }

  return {
    ...createItemQueries(deps),
    get(collection, id, from) {
      if (from === 'mirror') {
        const shown = mirror.behind(collection).get(id);
        if (shown !== undefined) return shown ?? undefined;
      }
      const row = statement(collection, 'SELECT').get(id);
      return row === undefined ? undefined : String(row[0]);
    },
    insert(collection, id, body) {
      const isNew = statement(collection, 'INSERT').run(id, body) === 1;
      if (isNew) mirror.noteWrite(collection, id, null);
      return isNew;
    },
    replace(collection, id, body, before) {
      statement(collection, 'UPDATE').run(body, id);
      mirror.noteWrite(collection, id, before);
    },
    remove(collection, id, before) {
      statement(collection, 'DELETE').run(id);
      references.forget(collection, id);
      mirror.noteWrite(collection, id, before);
    },
    clear(collection) {
      database.exec(`DELETE FROM ${itemTable(collection)}`);
      references.forget(collection);
      collections.forgetArrayFields(collection);
    },
  };
}
