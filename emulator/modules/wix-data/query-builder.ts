import type { Realm } from '../../container/realm.ts';
import { createMissingPrototype } from '../../not-emulated.ts';
import type { Accumulator, BuilderMethod, Builders, BuilderState, Check } from './builder-state.ts';
import { emptyState } from './builder-state.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { ModuleHost } from '../module-host.ts';
import { createFilterMethods, fieldName } from './filter-methods.ts';

/** Functions that run what was built, by their names. */
export type Terminals = Readonly<Record<string, (state: BuilderState, args: unknown[]) => unknown>>;

/** Creates the objects that a site refines; each refinement returns a new one. */
export interface QueryBuilders {
  query(collection: unknown): object;
  filter(): object;
  sort(): object;
  aggregate(collection: unknown): object;
  /** Returns the object for a state, which a hook receives. */
  ofState(kind: BuilderKind, state: BuilderState): object;
  stateOf(builder: unknown): BuilderState | undefined;
}

/** Kinds of builders that hooks receive. */
export type BuilderKind = 'query' | 'distinct' | 'aggregate';

/** Creates the builders of one container; `terminals` run queries and aggregations. */
export function createQueryBuilders(
  host: ModuleHost,
  builders: Builders,
  terminals: { readonly query: Terminals; readonly aggregate: Terminals },
): QueryBuilders {
  const { realm } = host;

  function prototype(name: string, methods: Record<string, BuilderMethod>): object {
    return realm.object(methods, createMissingPrototype(realm, name, host.callMissing));
  }

  function running(own: Terminals): Record<string, BuilderMethod> {
    return Object.fromEntries(Object.entries(own).map(([name, terminal]) => [name, builders.reading(terminal)]));
  }

  const filterMethods = createFilterMethods(realm, builders);
  const sortMethods = createSortMethods(realm, builders);
  const pagingMethods = createPagingMethods(builders);
  const filterPrototype = prototype('filter()', filterMethods);
  const prototypes = {
    query: prototype('query()', {
      ...filterMethods,
      ...sortMethods,
      ...pagingMethods,
      ...createQueryMethods(builders),
      ...running(terminals.query),
    }),
    distinct: prototype('distinct()', {
      ...pagingMethods,
      ...createDistinctMethods(realm, builders, (state) => builders.build(state, filterPrototype)),
    }),
    aggregate: prototype('aggregate()', {
      ...sortMethods,
      ...pagingMethods,
      ...createAggregateMethods(realm, builders),
      ...running(terminals.aggregate),
    }),
  };
  const sortPrototype = prototype('sort()', sortMethods);

  return {
    query: (collection) => builders.build({ ...emptyState, collection }, prototypes.query),
    filter: () => builders.build(emptyState, filterPrototype),
    sort: () => builders.build(emptyState, sortPrototype),
    aggregate: (collection) => builders.build({ ...emptyState, collection }, prototypes.aggregate),
    ofState: (kind, state) => builders.build(state, prototypes[kind]),
    stateOf: builders.stateOf,
  };
}

function createSortMethods(realm: Realm, { refining }: Builders): Record<string, BuilderMethod> {
  function sort(member: string, direction: 'ASC' | 'DESC'): BuilderMethod {
    return refining(member, (state, args) => {
      const names: unknown[] = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
      return {
        checks: [
          [args.length > 0, 'WDE0043'],
          [names.every((name) => typeof name === 'string'), 'WDE0051'],
        ],
        change: () => ({
          sorts: [...state.sorts, ...names.map((name) => ({ field: fieldName(realm, name), direction }))],
        }),
      };
    });
  }

  return { ascending: sort('ascending', 'ASC'), descending: sort('descending', 'DESC') };
}

function createPagingMethods({ refining }: Builders): Record<string, BuilderMethod> {
  function count(member: 'limit' | 'skip', least: Check[1], isEnough: (value: number) => boolean, most: number) {
    return refining(member, (_state, args) => {
      const [value] = args;
      return {
        checks: [
          [args.length === 1, 'WDE0039'],
          [typeof value === 'number', 'WDE0032'],
          [isEnough(Number(value)), least],
          [Number.isInteger(value), 'WDE0035'],
          [Number(value) <= most, 'WDE0036'],
        ],
        change: () => ({ [member]: value }),
      };
    });
  }

  return {
    limit: count('limit', 'WDE0033', (value) => value > 0, wixLimits.queryMaxItems),
    skip: count('skip', 'WDE0034', (value) => value >= 0, Number.MAX_SAFE_INTEGER),
  };
}

/** The refinements that only queries have. */
function createQueryMethods({ refining }: Builders): Record<string, BuilderMethod> {
  return {
    fields: refining('fields', (state, args) => ({
      checks: [],
      change: () => ({ fields: [...state.fields, ...args.flat().filter((field) => typeof field === 'string')] }),
    })),
    include: refining('include', (state, args) => {
      const names = args.flat();
      return {
        checks: [[names.every((name) => typeof name === 'string' && name !== ''), 'WDE0094']],
        change: () => ({ includes: [...state.includes, ...names.map(String)] }),
      };
    }),
  };
}

/** The functions of the object that the hook `beforeDistinct` receives: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-distinct/introduction */
function createDistinctMethods(
  realm: Realm,
  { refining, reading, stateOf }: Builders,
  filterOf: (state: BuilderState) => object,
): Record<string, BuilderMethod> {
  function sort(member: string, direction: 'ASC' | 'DESC'): BuilderMethod {
    return refining(member, (state) => ({
      checks: [],
      change: () => ({ sorts: [{ field: state.property, direction }] }),
    }));
  }

  function isSorted(direction: 'ASC' | 'DESC'): BuilderMethod {
    return reading(({ sorts, property }) => sorts.some((by) => by.field === property && by.direction === direction));
  }

  return {
    ascending: sort('ascending', 'ASC'),
    descending: sort('descending', 'DESC'),
    isAscending: isSorted('ASC'),
    isDescending: isSorted('DESC'),
    getPropertyName: reading(({ property }) => property),
    propertyName: refining('propertyName', (_state, args) => ({
      checks: [[typeof args[0] === 'string', 'WDE0003']],
      change: () => ({ property: fieldName(realm, args[0]) }),
    })),
    getFilter: reading(({ filters }) => filterOf({ ...emptyState, filters })),
    filter: refining('filter', (_state, args) => ({
      checks: [[stateOf(args[0]) !== undefined, 'WDE0011']],
      change: () => ({ filters: stateOf(args[0])?.filters ?? [] }),
    })),
  };
}

/** The refinements of aggregations: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-aggregate/introduction */
function createAggregateMethods(realm: Realm, { refining, stateOf }: Builders): Record<string, BuilderMethod> {
  function accumulate(operation: 'sum' | 'avg' | 'min' | 'max'): BuilderMethod {
    return refining(operation, (state, args) => {
      const [field, name] = args;
      const defaultName = `${String(field)}${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
      return {
        checks: [
          [args.length > 0, 'WDE0043'],
          [typeof field === 'string', 'WDE0044'],
          [name === undefined || typeof name === 'string', 'WDE0044'],
        ],
        change: () => {
          const added: Accumulator = {
            operation,
            field: String(field),
            name: typeof name === 'string' ? name : defaultName,
          };
          return { accumulators: [...state.accumulators, added] };
        },
      };
    });
  }

  function filter(member: 'filter' | 'having'): BuilderMethod {
    return refining(member, (state, args) => {
      const other = stateOf(args[0]);
      return {
        checks: [
          [args.length === 1, 'WDE0039'],
          [member === 'filter' ? state.filters.length === 0 : state.having === undefined, 'WDE0012'],
          [other !== undefined, 'WDE0011'],
        ],
        change: () =>
          other?.invalid === undefined
            ? { [member === 'filter' ? 'filters' : 'having']: other?.filters ?? [] }
            : { invalid: other.invalid },
      };
    });
  }

  return {
    sum: accumulate('sum'),
    avg: accumulate('avg'),
    min: accumulate('min'),
    max: accumulate('max'),
    count: refining('count', (state, args) => ({
      checks: [[args.length === 0, 'WDE0038']],
      change: () => ({
        accumulators: [...state.accumulators, { operation: 'count', field: undefined, name: 'count' }],
      }),
    })),
    filter: filter('filter'),
    having: filter('having'),
    group: refining('group', (state, args) => {
      const names = args.flat();
      return {
        checks: [
          [args.length > 0, 'WDE0043'],
          [state.groups.length === 0, 'WDE0013'],
          [names.every((name) => typeof name === 'string'), 'WDE0044'],
        ],
        change: () => ({ groups: names.map((name) => fieldName(realm, name)) }),
      };
    }),
  };
}
