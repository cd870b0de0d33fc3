import { types } from 'node:util';

import type { Realm } from '../../container/realm.ts';
import type { Comparable, Filter, QueryPlan } from '../../storage/filter.ts';
import { createStrictPrototype, notEmulatedError } from '../../not-emulated.ts';
import { wixError } from '../../wix-error.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { ModuleHost } from '../module-host.ts';

/** State of a query or filter after its refinements so far. */
export interface QueryState extends QueryPlan {
  /** `undefined` for a filter. */
  readonly collection: unknown;
  readonly fields: string[];
  /** Error of the first invalid refinement: "the Promise is rejected if any of the functions used to refine the query is invalid". */
  readonly invalid: Error | undefined;
}

/** Creates queries and filters; each refinement returns a new one and leaves the old one unchanged. */
export interface QueryBuilders {
  query(collection: unknown): object;
  filter(): object;
}

type Refine = (state: QueryState, args: unknown[]) => Partial<QueryState>;
type BuilderMethod = (this: object, ...args: unknown[]) => object;

const emptyState: QueryState = {
  collection: undefined,
  filters: [],
  sorts: [],
  skip: 0,
  limit: wixLimits.queryDefaultItems,
  fields: [],
  invalid: undefined,
};

/** Creates the builders of one container; `terminals` are the functions that run a query. */
export function createQueryBuilders(
  host: ModuleHost,
  terminals: Record<string, (state: QueryState) => (...args: unknown[]) => unknown>,
): QueryBuilders {
  const { realm } = host;
  const states = new WeakMap<object, QueryState>();

  function build(state: QueryState, prototype: object): object {
    const builder = Object.create(prototype) as object;
    states.set(builder, state);
    return builder;
  }

  function stateOf(builder: unknown): QueryState {
    const state = builder !== null && typeof builder === 'object' ? states.get(builder) : undefined;
    if (state === undefined) throw wixError(realm, 'WDE0016');
    return state;
  }

  function refining(refine: Refine): BuilderMethod {
    return function (this: object, ...args: unknown[]): object {
      const state = stateOf(this);
      return build({ ...state, ...refine(state, args) }, Object.getPrototypeOf(this) as object);
    };
  }

  const filterMethods = createFilterMethods(realm, refining, (builder) => stateOf(builder).filters);
  const queryMethods = createQueryMethods(realm, refining);
  const running = Object.fromEntries(
    Object.entries(terminals).map(([name, terminal]) => [
      name,
      function (this: object, ...args: unknown[]): unknown {
        return terminal(stateOf(this))(...args);
      },
    ]),
  );

  const strict = (name: string) =>
    createStrictPrototype(realm, 'wix-data', (member) => host.noteNotEmulated(`${name}.${member}`));
  const filterPrototype = realm.object(filterMethods, strict('filter()'));
  const queryPrototype = realm.object({ ...filterMethods, ...queryMethods, ...running }, strict('query()'));

  return {
    query: (collection) => build({ ...emptyState, collection }, queryPrototype),
    filter: () => build(emptyState, filterPrototype),
  };
}

/** The refinements that queries and filters share; `filtersOf` reads another builder. */
function createFilterMethods(
  realm: Realm,
  refining: (refine: Refine) => BuilderMethod,
  filtersOf: (builder: unknown) => QueryState['filters'],
): Record<string, BuilderMethod> {
  const comparable = (value: unknown): Comparable => readComparable(realm, value);

  /** A refinement on one field; a field name that is not a string makes the query invalid. */
  function byField(toFilter: (field: string, args: unknown[]) => Filter) {
    return refining((state, [field, ...args]) => {
      if (typeof field !== 'string' || field === '' || field.includes('"')) {
        return { invalid: state.invalid ?? wixError(realm, 'WDE0003') };
      }
      return { filters: [...state.filters, toFilter(field, args)] };
    });
  }

  function compare(operator: 'eq' | 'gt' | 'ge' | 'lt' | 'le') {
    return byField((field, [value]) => ({ kind: 'compare', operator, field, value: comparable(value) }));
  }

  function text(place: 'anywhere' | 'start' | 'end') {
    return byField((field, [value]) => ({ kind: 'text', place, field, text: String(value) }));
  }

  function whole(builder: unknown): Filter {
    return { kind: 'and', filters: filtersOf(builder) };
  }

  return {
    eq: compare('eq'),
    gt: compare('gt'),
    ge: compare('ge'),
    lt: compare('lt'),
    le: compare('le'),
    ne: byField((field, [value]) => ({
      kind: 'not',
      filter: { kind: 'compare', operator: 'eq', field, value: comparable(value) },
    })),
    between: byField((field, [from, to]) => ({
      kind: 'and',
      filters: [
        { kind: 'compare', operator: 'ge', field, value: comparable(from) },
        { kind: 'compare', operator: 'lt', field, value: comparable(to) },
      ],
    })),
    hasSome: byField((field, values) => ({ kind: 'some', field, values: values.flat().map(comparable) })),
    hasAll: byField((field, values) => ({ kind: 'all', field, values: values.flat().map(comparable) })),
    contains: text('anywhere'),
    startsWith: text('start'),
    endsWith: text('end'),
    isEmpty: byField((field) => ({ kind: 'empty', field })),
    isNotEmpty: byField((field) => ({ kind: 'not', filter: { kind: 'empty', field } })),
    and: refining((state, [other]) => ({ filters: [...state.filters, whole(other)] })),
    or: refining((state, [other]) => ({
      filters: [{ kind: 'or', filters: [{ kind: 'and', filters: state.filters }, whole(other)] }],
    })),
    not: refining((state, [other]) => ({ filters: [...state.filters, { kind: 'not', filter: whole(other) }] })),
  };
}

/** The refinements that only queries have. */
function createQueryMethods(realm: Realm, refining: (refine: Refine) => BuilderMethod): Record<string, BuilderMethod> {
  function sort(direction: 'ASC' | 'DESC') {
    return refining((state, fields) => {
      const names = fields.flat().filter((field) => typeof field === 'string');
      return { sorts: [...state.sorts, ...names.map((field) => ({ field, direction }))] };
    });
  }

  /** The error code for a number out of range is not documented; WDE0075 is "bad request". */
  function count(name: 'limit' | 'skip', least: number, most: number) {
    return refining((state, [value]) => {
      const isValid = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
      return isValid ? { [name]: value } : { invalid: state.invalid ?? wixError(realm, 'WDE0075', name) };
    });
  }

  return {
    ascending: sort('ASC'),
    descending: sort('DESC'),
    limit: count('limit', 1, wixLimits.queryMaxItems),
    skip: count('skip', 0, Number.MAX_SAFE_INTEGER),
    fields: refining((_state, fields) => ({ fields: fields.flat().filter((field) => typeof field === 'string') })),
  };
}

function readComparable(realm: Realm, value: unknown): Comparable {
  if (value === undefined || value === null) return null;
  if (types.isDate(value)) return new Date(value.getTime());
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw notEmulatedError(realm, 'wix-data', 'a query that compares with an object');
}
