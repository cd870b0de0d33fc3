import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { SqlValue } from '../../../emulator/storage/database.ts';
import { fieldExpression, type Sql } from '../../../emulator/storage/filter-sql.ts';
import { AFTER_DATES, decodeItem, FIRST_DATE } from '../../../emulator/storage/item-codec.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { parseJson } from '../../../src/backend/order-events/values/parse-json.ts';
import { storedId } from '../../../src/backend/order-events/wix/stored-id.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { termsOf } from '../../workbench/runs/order-facts.ts';

/** Selects rows of a collection, newest first. */
export interface RowQuery {
  readonly collection: string;
  /** Date field by which they are sorted. */
  readonly by: string;
  /** Fields that have these values. */
  readonly equal: Readonly<Record<string, string | null>>;
  /** SQL expression of the number of characters that a row is shown with; default: those of its body. */
  readonly weight?: string;
  /** Further conditions on the table, which is called `item`. */
  readonly conditions: readonly Sql[];
  /** Expression that is equal for the rows of a group, all of which have the same `equal` and `conditions`, and the condition of the one that is listed. */
  readonly group?: { readonly key: string; readonly isListed: string };
}

/** Place in a list, by the date and ID of a row: rows that are added or removed meanwhile do not move it. */
export interface Place {
  /** Stored form of the date. */
  readonly date: string;
  readonly id: string;
}

/** Rows of one page. */
export interface RowPage {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  /** Number of rows on all pages. */
  readonly total: number;
  /** Start of the next page; `null` on the last. */
  readonly next: string | null;
}

/** Rows of a page; a page of large rows has fewer. */
export const PAGE_ROWS = 100;
const PAGE_CHARS = 4_000_000;

/** Returns the place that a page's `next` names; `undefined` if it names none. */
export function placeOf(text: string): Place | undefined {
  const value = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  if (!isJsonObject(value)) return undefined;
  const { date, id } = value;
  return typeof date === 'string' && typeof id === 'string' ? { date, id } : undefined;
}

/** Reads the page that starts at a place, by default the first. Rows without a date, which have no place, come first. */
export function readPage(data: DataInspector, query: RowQuery, from: Place | undefined): RowPage {
  const { collection, by, equal, weight = 'length(body)', group } = query;
  const indexes = [[...Object.keys(equal), by]];
  const where = whereOf(query);
  const date = fieldExpression(by);

  function find(range: string, bounds: readonly SqlValue[], limit: number): SqlValue[][] {
    return data.select(collection, {
      text: (table) =>
        `SELECT id, body, ${date}, ${weight} FROM ${table} AS item WHERE ${where.text} AND ${range} AND ${group?.isListed ?? 'true'} ORDER BY ${date} DESC, id DESC LIMIT ?`,
      params: [...where.params, ...bounds, limit],
      indexes,
    });
  }

  const undated =
    from === undefined
      ? [
          ...find(`${date} IS NULL`, [], PAGE_ROWS),
          ...find(`${date} < ?`, [FIRST_DATE], PAGE_ROWS),
          ...find(`${date} >= ?`, [AFTER_DATES], PAGE_ROWS),
        ]
      : [];
  const { date: last, id } = from ?? { date: AFTER_DATES, id: '' };
  const range = `${date} >= ? AND ${date} <= ? AND (${date} < ? OR id <= ?)`;
  const dated = find(range, [FIRST_DATE, last, last, id], PAGE_ROWS + 1);
  const shown = fitting(dated);
  return {
    items: [...undated, ...shown].map(([, body]) => decodeItem(String(body))),
    total: countRows(data, query),
    next: placeText(dated[shown.length]),
  };
}

/** Counts the rows that a query lists. */
export function countRows(data: DataInspector, query: RowQuery): number {
  const { text, params } = whereOf(query);
  const counted = query.group === undefined ? '*' : `DISTINCT ${query.group.key}`;
  const rows = data.select(query.collection, {
    text: (table) => `SELECT count(${counted}) FROM ${table} AS item WHERE ${text}`,
    params,
    indexes: [[...Object.keys(query.equal), query.by]],
  });
  return Number(rows[0]?.[0] ?? 0);
}

/**
 * Returns conditions that a row, or the facts about its order, contain every word of a search. `order` and `text` are the expressions of the
 * order's key and of the row's own text.
 */
export function searchConditions(
  search: string | undefined,
  { order, text }: { readonly order: string; readonly text: string },
  history: Pick<History, 'findOrders'>,
): Sql[] {
  return termsOf(search).map((term) => ({
    text: `(${order} IN (SELECT value FROM json_each(?)) OR instr(lower(${text}), ?) > 0)`,
    params: [JSON.stringify(history.findOrders(term)), storedId(term)],
  }));
}

function whereOf({ equal, conditions }: RowQuery): Sql {
  const own = Object.entries(equal).map(([field, value]): Sql => {
    const expression = fieldExpression(field);
    return value === null
      ? { text: `${expression} IS NULL`, params: [] }
      : { text: `${expression} = ?`, params: [value] };
  });
  const all = [...own, ...conditions];
  return {
    text: all.length === 0 ? 'true' : all.map(({ text }) => text).join(' AND '),
    params: all.flatMap(({ params }) => params),
  };
}

/** Returns the rows that fit into one page: at least one. The last column of a row is the number of its characters. */
export function fitting(rows: readonly SqlValue[][]): readonly SqlValue[][] {
  let chars = 0;
  const end = rows.findIndex((row) => {
    chars += Number(row.at(-1));
    return chars > PAGE_CHARS;
  });
  return rows.slice(0, end === -1 ? PAGE_ROWS : Math.min(PAGE_ROWS, Math.max(1, end)));
}

function placeText(row: SqlValue[] | undefined): string | null {
  if (row === undefined) return null;
  const [id, , date] = row;
  return Buffer.from(JSON.stringify({ date, id })).toString('base64url');
}
