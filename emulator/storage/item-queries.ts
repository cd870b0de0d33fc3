import { type Collections, itemTable } from './collections.ts';
import type { Database } from './database.ts';
import type { Filter, QueryPlan, Sort } from './filter.ts';
import {
  anyShapes,
  fieldExpression,
  type FieldShapes,
  filterSql,
  jsonExpression,
  type Sql,
  typeExpression,
} from './filter-sql.ts';
import type { ItemIndexes } from './item-indexes.ts';
import type { Mirror } from './mirror.ts';
import type { References } from './references.ts';

/** Source of a read: the primary, or a mirror that lags behind. */
export type ReadFrom = 'primary' | 'mirror';

/** Queries on the items of all collections, which return stored text; the caller ensures that the collection exists. */
export interface ItemQueries {
  find(collection: string, plan: QueryPlan, from: ReadFrom): string[];
  count(collection: string, plan: QueryPlan, from: ReadFrom): number;
  /** Returns all items that match, without sorting and paging. */
  findAll(collection: string, filters: Filter[], from: ReadFrom): string[];
  /** Returns one page of the distinct values of a field as stored JSON, and their number; items without a value do not count. */
  distinct(
    collection: string,
    field: string,
    plan: QueryPlan,
    from: ReadFrom,
  ): { readonly values: string[]; readonly total: number };
  /** Filters, sorts and pages items that are in no collection. */
  select(bodies: readonly string[], plan: QueryPlan): string[];
  /** `true` if several of the fields hold an array in some item. */
  holdSeveralArrays(collection: string, sorts: readonly Sort[]): boolean;
  /** Returns SQLite's query plan of `find`. */
  explain(collection: string, plan: QueryPlan): string;
}

/** What queries read. */
export interface QueryDeps {
  readonly database: Database;
  readonly collections: Collections;
  readonly references: References;
  readonly indexes: ItemIndexes;
  readonly mirror: Mirror;
}

/** Returns how to select the rows of a collection that match. */
function createSelection({ collections, references, mirror }: QueryDeps) {
  function shapesOf(collection: string): FieldShapes {
    const arrayFields = collections.arrayFields(collection);
    return {
      mayHoldArray: (field) => arrayFields.has(field.split('.')[0] ?? field),
      referencedIds(field) {
        const found = references.fieldOf(collection, field);
        return found?.kind === 'multiple' ? references.selection(found.relation) : undefined;
      },
    };
  }

  function selection(collection: string, filters: Filter[], from: ReadFrom): Sql {
    const rows = rowsOf(collection, from === 'mirror' ? mirror.behind(collection) : new Map());
    const where = filterSql({ kind: 'and', filters }, shapesOf(collection));
    return { text: `FROM ${rows.text} WHERE ${where.text}`, params: [...rows.params, ...where.params] };
  }

  return { shapesOf, selection };
}

/** Creates the queries of a state. */
export function createItemQueries(deps: QueryDeps): ItemQueries {
  const { database, indexes } = deps;
  const { shapesOf, selection } = createSelection(deps);

  function finding(collection: string, plan: QueryPlan, from: ReadFrom): Sql {
    return paged(selection(collection, plan.filters, from), plan);
  }

  function bodies({ text, params }: Sql): string[] {
    return database
      .statement(text)
      .all(...params)
      .map((row) => String(row[0]));
  }

  function count({ text, params }: Sql): number {
    return Number(database.statement(`SELECT count(*) ${text}`).get(...params)?.[0]);
  }

  return {
    find(collection, plan, from) {
      indexes.ensure(collection, plan);
      return bodies(finding(collection, plan, from));
    },
    findAll(collection, filters, from) {
      const { text, params } = selection(collection, filters, from);
      return bodies({ text: `SELECT body ${text} ORDER BY id`, params });
    },
    distinct(collection, field, plan, from) {
      const rows = selection(collection, plan.filters, from);
      const hasValue = `${typeExpression(field)} <> 'null'`;
      const groups = `FROM (SELECT DISTINCT ${jsonExpression(field)} AS json, ${fieldExpression(field)} AS value ${rows.text} AND ${hasValue})`;
      const direction = plan.sorts.find((sort) => sort.field === field)?.direction ?? 'ASC';
      const text = `SELECT json ${groups} ORDER BY value ${direction}, json LIMIT ? OFFSET ?`;
      return {
        values: bodies({ text, params: [...rows.params, plan.limit, plan.skip] }),
        total: count({ text: groups, params: rows.params }),
      };
    },
    select(items, plan) {
      const where = filterSql({ kind: 'and', filters: plan.filters }, anyShapes);
      const rows = `(SELECT key, json_extract(value, '$._id') AS id, value AS body FROM json_each(?))`;
      const text = `FROM ${rows} WHERE ${where.text}`;
      return bodies(paged({ text, params: [`[${items.join(',')}]`, ...where.params] }, plan, 'key'));
    },
    holdSeveralArrays(collection, sorts) {
      const fields = [...new Set(sorts.map(({ field }) => field))].filter(shapesOf(collection).mayHoldArray);
      if (fields.length < 2) return false;
      const holding = fields.filter((field) => {
        const text = `SELECT 1 FROM ${itemTable(collection)} WHERE ${typeExpression(field)} = 'array' LIMIT 1`;
        return database.statement(text).get() !== undefined;
      });
      return holding.length > 1;
    },
    explain(collection, plan) {
      const { text, params } = finding(collection, plan, 'primary');
      const rows = database.statement(`EXPLAIN QUERY PLAN ${text}`).all(...params);
      return rows.map((row) => String(row.at(-1))).join('\n');
    },
    count(collection, plan, from) {
      indexes.ensure(collection, plan);
      return count(selection(collection, plan.filters, from));
    },
  };
}

/** Returns a selection of bodies, sorted and paged; `tie` is the last column to sort by. */
function paged(selected: Sql, plan: QueryPlan, tie = 'id'): Sql {
  const order = plan.sorts.map((sort) => `${fieldExpression(sort.field)} ${sort.direction}, `).join('');
  return {
    text: `SELECT body ${selected.text} ORDER BY ${order}${tie} LIMIT ? OFFSET ?`,
    params: [...selected.params, plan.limit, plan.skip],
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
