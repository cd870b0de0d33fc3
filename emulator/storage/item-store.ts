import { type Collections, itemTable } from './collections.ts';
import type { Database, SqlStatement } from './database.ts';
import type { QueryPlan } from './filter.ts';
import { fieldExpression, filterSql, type Sql } from './filter-sql.ts';
import type { ItemIndexes } from './item-indexes.ts';
import type { Mirror } from './mirror.ts';

/** Source of a read: the primary, or a mirror that lags behind. */
export type ReadFrom = 'primary' | 'mirror';

/** The items of all collections, as stored text; the caller ensures that the collection exists. */
export interface ItemStore {
  get(collection: string, id: string, from: ReadFrom): string | undefined;
  /** `false` if an item with this id exists. */
  insert(collection: string, id: string, body: string): boolean;
  /** Replaces an existing item; `before` is its stored text as just read. */
  replace(collection: string, id: string, body: string, before: string): void;
  remove(collection: string, id: string, before: string): void;
  find(collection: string, plan: QueryPlan, from: ReadFrom): string[];
  count(collection: string, plan: QueryPlan, from: ReadFrom): number;
  /** Returns SQLite's query plan of `find`. */
  explain(collection: string, plan: QueryPlan): string;
  clear(collection: string): void;
}

const verbs = {
  SELECT: (table: string) => `SELECT body FROM ${table} WHERE id = ?`,
  INSERT: (table: string) => `INSERT INTO ${table} VALUES (?, ?) ON CONFLICT (id) DO NOTHING`,
  UPDATE: (table: string) => `UPDATE ${table} SET body = ? WHERE id = ?`,
  DELETE: (table: string) => `DELETE FROM ${table} WHERE id = ?`,
};

/** Opens the item store on the tables created by `collections`. */
export function createItemStore(deps: {
  readonly database: Database;
  readonly collections: Collections;
  readonly indexes: ItemIndexes;
  readonly mirror: Mirror;
}): ItemStore {
  const { database, collections, indexes, mirror } = deps;

  function statement(collection: string, verb: keyof typeof verbs): SqlStatement {
    return database.statement(verbs[verb](itemTable(collection)));
  }

  function selection(collection: string, plan: QueryPlan, from: ReadFrom): Sql {
    const rows = rowsOf(collection, from === 'mirror' ? mirror.behind(collection) : new Map<string, string | null>());
    const where = filterSql({ kind: 'and', filters: plan.filters }, collections.arrayFields(collection));
    return { text: `FROM ${rows.text} WHERE ${where.text}`, params: [...rows.params, ...where.params] };
  }

  function finding(collection: string, plan: QueryPlan, from: ReadFrom): Sql {
    const selected = selection(collection, plan, from);
    const order = plan.sorts.map((sort) => `${fieldExpression(sort.field)} ${sort.direction}, `).join('');
    return {
      text: `SELECT body ${selected.text} ORDER BY ${order}id LIMIT ? OFFSET ?`,
      params: [...selected.params, plan.limit, plan.skip],
    };
  }

  return {
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
      mirror.noteWrite(collection, id, before);
    },
    find(collection, plan, from) {
      indexes.ensure(collection, plan);
      const { text, params } = finding(collection, plan, from);
      return database
        .statement(text)
        .all(...params)
        .map((row) => String(row[0]));
    },
    explain(collection, plan) {
      const { text, params } = finding(collection, plan, 'primary');
      const rows = database.statement(`EXPLAIN QUERY PLAN ${text}`).all(...params);
      return rows.map((row) => String(row.at(-1))).join('\n');
    },
    count(collection, plan, from) {
      const selected = selection(collection, plan, from);
      const row = database.statement(`SELECT count(*) ${selected.text}`).get(...selected.params);
      return Number(row?.[0]);
    },
    clear(collection) {
      database.exec(`DELETE FROM ${itemTable(collection)}`);
      collections.forgetArrayFields(collection);
    },
  };
}

/** The rows of a collection as a read sees them: the stored ones, except those for which `behind` has an earlier text. */
function rowsOf(collection: string, behind: ReadonlyMap<string, string | null>): Sql {
  const table = itemTable(collection);
  if (behind.size === 0) return { text: table, params: [] };
  const ids = JSON.stringify([...behind.keys()]);
  const shown = JSON.stringify([...behind].filter(([, body]) => body !== null));
  return {
    text: `(SELECT id, body FROM ${table} WHERE id NOT IN (SELECT value FROM json_each(?))
      UNION ALL SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))`,
    params: [ids, shown],
  };
}
