import type { SiteFunction } from '../../container/realm.ts';
import { decodeItem, encodeItem, encodeScalar } from '../../storage/item-codec.ts';
import type { ModuleHost } from '../module-host.ts';
import type { Accumulator, BuilderState } from './builder-state.ts';
import { prepareRead } from './prepare-read.ts';
import type { QueryBuilders } from './query-builder.ts';
import { pageMembers } from './result-page.ts';
import { queryFunction } from './run-query.ts';
import { itemInRealm } from './stored-item.ts';

/** Id of the only result of an aggregation without groups, as in the examples of Wix. */
const WHOLE_COLLECTION = '0';

/** Creates the function that runs an aggregation: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-aggregate/run */
export function createRun(
  host: ModuleHost,
  builders: () => QueryBuilders,
  start: BuilderState,
  member = 'aggregate.run',
  firstOptions?: unknown,
): SiteFunction {
  const { realm, services } = host;
  return queryFunction(host, builders, {
    member,
    kind: 'aggregate',
    start,
    execute([given = firstOptions], caller, state) {
      const { collection, from, filters } = prepareRead(host, state, given, caller);
      const items = services.items.findAll(collection._id, filters, from).map(decodeItem);
      const results = groupsOf(items, state.groups).map((group) => encodeItem(resultOf(group, state)));
      const plan = { filters: state.having ?? [], sorts: state.sorts, skip: state.skip, limit: state.limit + 1 };
      const page = services.items.select(results, plan);
      const {
        items: shown,
        length,
        hasNext,
        next,
      } = pageMembers(host, {
        items: page.slice(0, state.limit).map((body) => asDocumented(itemInRealm(realm, body), state.groups)),
        skip: state.skip,
        limit: state.limit,
        hasNext: page.length > state.limit,
        total: undefined,
        pageAt: (skip) => createRun(host, builders, { ...state, skip }, 'aggregate.next', given),
      });
      return host.strictObject({ items: shown, length, hasNext, next }, 'aggregate result');
    },
    hooks: ['beforeAggregate', 'afterAggregate'],
  });
}

interface Group {
  readonly key: Record<string, unknown>;
  readonly items: Record<string, unknown>[];
}

/** Groups items by the values of fields; a field without a value is `null`. */
function groupsOf(items: readonly Record<string, unknown>[], fields: readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const key = Object.fromEntries(fields.map((field) => [field, valueAt(item, field) ?? null]));
    const text = encodeItem(key);
    const group = groups.get(text) ?? { key, items: [] };
    groups.set(text, group);
    group.items.push(item);
  }
  return [...groups.values()];
}

/** The result of a group: of one field its value is the id, of several an object; each field is a property too. */
function resultOf({ key, items }: Group, { groups, accumulators }: BuilderState): Record<string, unknown> {
  const [first] = groups;
  const id = first === undefined ? WHOLE_COLLECTION : groups.length === 1 ? key[first] : key;
  const values = accumulators.map((accumulator) => [accumulator.name, accumulated(accumulator, items)] as const);
  return { _id: id, ...key, ...Object.fromEntries(values) };
}

/** "_id" alone has the value of a single group: the examples of Wix have no property for it. */
function asDocumented(result: Record<string, unknown>, groups: readonly string[]): Record<string, unknown> {
  const [first] = groups;
  if (groups.length === 1 && first !== undefined) Reflect.deleteProperty(result, first);
  return result;
}

function accumulated({ operation, field }: Accumulator, items: readonly Record<string, unknown>[]): unknown {
  const values = field === undefined ? [] : items.map((item) => valueAt(item, field));
  const numbers = values.filter((value) => typeof value === 'number');
  const sum = numbers.reduce((total, value) => total + value, 0);
  switch (operation) {
    case 'count':
      return items.length;
    case 'sum':
      return sum;
    case 'avg':
      return numbers.length === 0 ? null : sum / numbers.length;
    case 'min':
      return values.filter(isOrdered).sort(compare)[0] ?? null;
    case 'max':
      return values.filter(isOrdered).sort(compare).at(-1) ?? null;
    default:
      return unreachable(operation);
  }
}

function unreachable(value: never): never {
  throw new Error(`Not an operation: ${String(value)}`);
}

function valueAt(item: Record<string, unknown>, field: string): unknown {
  return field.split('.').reduce<unknown>((value, key) => {
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? Reflect.get(value, key) : undefined;
  }, item);
}

function isOrdered(value: unknown): value is string | number | Date {
  return typeof value === 'string' || typeof value === 'number' || value instanceof Date;
}

/** Compares as SQLite sorts: numbers before texts, texts before dates, each by its order. */
function compare(left: string | number | Date, right: string | number | Date): number {
  const [a, b] = [encodeScalar(left), encodeScalar(right)];
  if (typeof a === 'number' || typeof b === 'number') {
    return typeof a === 'number' && typeof b === 'number' ? a - b : typeof a === 'number' ? -1 : 1;
  }
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
