import { types } from 'node:util';

import { encodeItem } from '../storage/item-codec.ts';
import type { Caller, ModuleHost } from './module-host.ts';

/** A record as a query sees it. */
export type QueriedRecord = Readonly<Record<string, unknown>>;

type Test = (record: QueriedRecord) => boolean;

interface QueryState {
  readonly tests: readonly Test[];
  readonly sorts: readonly { readonly field: string; readonly sign: 1 | -1 }[];
  readonly limit: number;
  readonly skip: number;
}

const MAX_LIMIT = 1000;

/** Conditions on the value of one field, by their names. */
const conditions: Readonly<Record<string, (value: unknown, given: unknown[]) => boolean>> = {
  eq: (value, [wanted]) => isEqual(value, wanted),
  ne: (value, [unwanted]) => !isEqual(value, unwanted),
  gt: (value, [bound]) => compare(value, bound) > 0,
  ge: (value, [bound]) => compare(value, bound) >= 0,
  lt: (value, [bound]) => compare(value, bound) < 0,
  le: (value, [bound]) => compare(value, bound) <= 0,
  between: (value, [from, to]) => compare(value, from) >= 0 && compare(value, to) < 0,
  hasSome: (value, given) => given.flat().some((wanted) => isEqual(value, wanted)),
  hasAll: (value, given) => given.flat().every((wanted) => isEqual(value, wanted)),
  startsWith: (value, [text]) => typeof value === 'string' && value.startsWith(String(text)),
};

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
  const states = new WeakMap<object, QueryState>();

  /** Returns the condition of other queries; throws an error of the site for anything else. */
  function conditionsOf(given: unknown[]): Test[] {
    return given.map((query) => {
      const state = states.get(Object(query) as object);
      if (state === undefined) throw realm.error(`A condition is another ${member}().`, { code: 'INVALID_ARGUMENT' });
      return (record) => state.tests.every((isMet) => isMet(record));
    });
  }

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
    const combine = (name: string, join: (own: Test, others: readonly Test[]) => Test[]) =>
      realm.syncFunction(name, (given) => {
        const { tests } = state;
        return build({ ...state, tests: join((record) => tests.every((isMet) => isMet(record)), conditionsOf(given)) });
      });
    const builder = host.strictObject(
      {
        and: combine('and', (own, others) => [own, ...others]),
        or: combine('or', (own, others) => [(record) => own(record) || others.some((isMet) => isMet(record))]),
        not: combine('not', (own, others) => [own, (record) => !others.some((isMet) => isMet(record))]),
        ...Object.fromEntries(Object.entries(conditions).map(([name, isMet]) => [name, test(name, isMet)])),
        ascending: sort('ascending', 1),
        descending: sort('descending', -1),
        limit: number('limit'),
        skip: number('skip'),
        find: host.wixFunction(`${member}().find`, {
          kind: 'other',
          execute: ([options], caller) => page(select(list(caller, options), state), state.skip, state.limit),
        }),
      },
      `${member}()`,
    );
    states.set(builder, state);
    return builder;
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

/** Returns the records that a query matches, in its order. */
function select(records: readonly QueriedRecord[], { tests, sorts }: QueryState): QueriedRecord[] {
  const found = records.filter((record) => tests.every((isMet) => isMet(record)));
  return found.sort((one, other) => {
    const difference = sorts.map(({ field, sign }) => sign * compare(valueAt(one, field), valueAt(other, field)));
    return difference.find((order) => order !== 0) ?? 0;
  });
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
