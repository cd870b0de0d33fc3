import { types } from 'node:util';

import { encodeItem } from '../storage/item-codec.ts';
import type { Caller, ModuleHost } from './module-host.ts';

/** A record as a query sees it. */
export type QueriedRecord = Readonly<Record<string, unknown>>;

interface QueryState {
  readonly tests: readonly ((record: QueriedRecord) => boolean)[];
  readonly sorts: readonly { readonly field: string; readonly sign: 1 | -1 }[];
  readonly limit: number;
  readonly skip: number;
}

const MAX_LIMIT = 1000;

/**
 * Creates a function such as `queryContacts()`: a builder with the operators of queries, whose `find()` lists records of the site, and whose result
 * has `items`, `length`, `totalCount`, `hasNext()` and `next()`.
 */
export function createRecordQuery(
  host: ModuleHost,
  member: string,
  list: (caller: Caller, options: unknown) => readonly QueriedRecord[],
): () => object {
  const { realm } = host;

  function build(state: QueryState): object {
    const test = (name: string, isMet: (value: unknown, given: unknown[]) => boolean) =>
      realm.syncFunction(name, ([field, ...given]) =>
        build({ ...state, tests: [...state.tests, (record) => isMet(valueAt(record, String(field)), given)] }),
      );
    const sort = (name: string, sign: 1 | -1) =>
      realm.syncFunction(name, (fields) =>
        build({ ...state, sorts: [...state.sorts, ...fields.flat().map((field) => ({ field: String(field), sign }))] }),
      );
    const number = (name: 'limit' | 'skip') =>
      realm.syncFunction(name, ([value]) => build({ ...state, [name]: Math.min(Number(value), MAX_LIMIT) }));
    return host.strictObject(
      {
        eq: test('eq', (value, [wanted]) => isEqual(value, wanted)),
        ne: test('ne', (value, [unwanted]) => !isEqual(value, unwanted)),
        gt: test('gt', (value, [bound]) => compare(value, bound) > 0),
        ge: test('ge', (value, [bound]) => compare(value, bound) >= 0),
        lt: test('lt', (value, [bound]) => compare(value, bound) < 0),
        le: test('le', (value, [bound]) => compare(value, bound) <= 0),
        hasSome: test('hasSome', (value, given) => given.flat().some((wanted) => isEqual(value, wanted))),
        startsWith: test('startsWith', (value, [text]) => typeof value === 'string' && value.startsWith(String(text))),
        ascending: sort('ascending', 1),
        descending: sort('descending', -1),
        limit: number('limit'),
        skip: number('skip'),
        find: host.wixFunction(`${member}().find`, {
          kind: 'other',
          execute: ([options], caller) => resultOf(list(caller, options), state),
        }),
      },
      `${member}()`,
    );
  }

  function resultOf(records: readonly QueriedRecord[], { tests, sorts, limit, skip }: QueryState): object {
    const found = records.filter((record) => tests.every((isMet) => isMet(record)));
    const sorted = [...found].sort((one, other) => {
      const difference = sorts.map(({ field, sign }) => sign * compare(valueAt(one, field), valueAt(other, field)));
      return difference.find((order) => order !== 0) ?? 0;
    });
    return page(sorted, skip, limit);
  }

  function page(records: readonly QueriedRecord[], skip: number, limit: number): object {
    const items = records.slice(skip, skip + limit).map((record) => realm.decodeItem(encodeItem(record)));
    const turn = (name: string, to: number) =>
      host.wixFunction(`${member}().find.${name}`, { kind: 'other', execute: () => page(records, to, limit) });
    return host.strictObject(
      {
        items: realm.array(items),
        length: items.length,
        totalCount: records.length,
        pageSize: limit,
        hasNext: realm.syncFunction('hasNext', () => skip + limit < records.length),
        hasPrev: realm.syncFunction('hasPrev', () => skip > 0),
        next: turn('next', skip + limit),
        prev: turn('prev', Math.max(0, skip - limit)),
      },
      `${member}().find()`,
    );
  }

  return () => build({ tests: [], sorts: [], limit: 50, skip: 0 });
}

/** Reads `a.b.c`; a list gives the values of all its elements. */
function valueAt(record: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value.map((element) => valueAt(element, key));
    return value === null || typeof value !== 'object' ? undefined : Reflect.get(value, key);
  }, record);
}

function isEqual(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((element) => isEqual(element, wanted));
  return value !== undefined && wanted !== undefined
    ? compare(value, wanted) === 0
    : (value ?? null) === (wanted ?? null);
}

/** Orders values of one type; values of different types are not comparable. */
function compare(value: unknown, other: unknown): number {
  const [one, two] = [value, other].map((side) => (types.isDate(side) ? side.getTime() : side));
  if (typeof one === 'string' && typeof two === 'string') return one < two ? -1 : Number(one > two);
  if (typeof one === 'number' && typeof two === 'number') return one - two;
  return one === two ? 0 : NaN;
}
