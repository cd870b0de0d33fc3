import type { SiteFunction } from '../../container/realm.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { isItem } from './authorize.ts';
import type { BuilderState } from './builder-state.ts';
import { dataFunction } from './data-call.ts';
import type { CallHooks, HookName, RunHook } from './data-hooks.ts';
import { includeReferences } from './include-references.ts';
import { describeQuery, prepareRead } from './prepare-read.ts';
import type { BuilderKind, QueryBuilders } from './query-builder.ts';
import { pageMembers } from './result-page.ts';
import { itemInRealm, valuesInRealm } from './stored-item.ts';

/** `query()` sorts "descending by _createdDate" by default: https://dev.wix.com/docs/velo/apis/wix-data/query */
const defaultSorts = [{ field: '_createdDate', direction: 'DESC' }] as const;

/** Creates the function that runs a query and returns one page: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/find */
export function createFind(
  host: ModuleHost,
  builders: () => QueryBuilders,
  start: BuilderState,
  member = 'query.find',
  firstOptions?: unknown,
): SiteFunction {
  const { services } = host;

  function execute([given = firstOptions]: unknown[], caller: Caller, state: BuilderState): Record<string, unknown> {
    const { collection, options, from, filters } = prepareRead(host, state, given, caller);
    const sorts = state.sorts.length === 0 ? [...defaultSorts] : state.sorts;
    const plan = { ...state, filters, sorts, limit: state.limit + 1 };
    const bodies = services.items.find(collection._id, plan, from);
    const found = bodies.slice(0, state.limit).map((body) => itemInRealm(host.realm, body));
    const partialIncludes = includeReferences(host, collection._id, state.includes, found);
    const total = options.omitTotalCount ? undefined : services.items.count(collection._id, plan, from);
    const members = pageMembers(host, {
      items: found.map((item) => project(item, state.fields)),
      skip: state.skip,
      limit: state.limit,
      hasNext: bodies.length > state.limit,
      total,
      pageAt: (skip, direction) => createFind(host, builders, { ...state, skip }, `query.${direction}`, given),
    });
    const query = builders().ofState('query', state);
    return host.strictObject({ ...members, partialIncludes, query }, 'query result');
  }

  return queryFunction(host, builders, { member, kind: 'query', start, execute, hooks: ['beforeQuery', 'afterQuery'] });
}

/** Creates the function that counts a query's items: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/count */
export function createCount(host: ModuleHost, builders: () => QueryBuilders, start: BuilderState): SiteFunction {
  return queryFunction(host, builders, {
    member: 'query.count',
    kind: 'query',
    start,
    execute([given], caller, state) {
      const { collection, from, filters } = prepareRead(host, state, given, caller);
      return host.services.items.count(collection._id, { ...state, filters }, from);
    },
    hooks: ['beforeCount', 'afterCount'],
  });
}

/**
 * Creates the function that returns the distinct values of a field: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/distinct.
 * An array is one value, and a field without a value is none: Wix documents neither.
 */
export function createDistinct(
  host: ModuleHost,
  builders: () => QueryBuilders,
  start: BuilderState,
  member = 'query.distinct',
  firstOptions?: unknown,
): SiteFunction {
  const { services } = host;
  return queryFunction(host, builders, {
    member,
    kind: 'distinct',
    start,
    optionsAt: member === 'query.distinct' ? 1 : 0,
    execute(args, caller, state) {
      const given = member === 'query.distinct' ? args[1] : firstOptions;
      const { collection, from, filters, options } = prepareRead(host, state, given, caller);
      const plan = { ...state, filters, limit: state.limit + 1 };
      const { values, total } = services.items.distinct(collection._id, state.property, plan, from);
      const members = pageMembers(host, {
        items: valuesInRealm(host.realm, values.slice(0, state.limit)),
        skip: state.skip,
        limit: state.limit,
        hasNext: values.length > state.limit,
        total: options.omitTotalCount ? undefined : total,
        pageAt: (skip, direction) => createDistinct(host, builders, { ...state, skip }, `query.${direction}`, given),
      });
      return host.strictObject(
        { ...members, partialIncludes: false, query: builders().ofState('query', state) },
        'query result',
      );
    },
    hooks: ['beforeDistinct', 'afterDistinct'],
  });
}

/** A run of what was built, with the hooks around it. */
export interface QueryCall {
  readonly member: string;
  readonly kind: BuilderKind;
  readonly start: BuilderState;
  /** Place of the options among the arguments, which is the last one (default: the first). */
  readonly optionsAt?: number;
  /** Names of the hooks: before with the builder, after with each result. */
  readonly hooks: readonly [HookName, HookName];
  readonly execute: (args: unknown[], caller: Caller, state: BuilderState) => unknown;
}

/** Creates the function that runs what was built. */
export function queryFunction(host: ModuleHost, builders: () => QueryBuilders, call: QueryCall): SiteFunction {
  const { start, kind, optionsAt = 0 } = call;
  const [before, after] = call.hooks;

  function hooks(args: unknown[]): CallHooks {
    const { ofState, stateOf } = builders();
    return {
      collection: start.collection,
      options: args[optionsAt],
      async before(run) {
        if (start.invalid !== undefined) return start;
        const builder = ofState(kind, start);
        const returned = await run(before, builder, builder, (value) => stateOf(value)?.collection !== undefined);
        return stateOf(returned);
      },
      after: async (result, run) => await afterEach(result, after, run),
    };
  }

  return dataFunction(host, call.member, {
    arity: [optionsAt, optionsAt + 1],
    describe: () => describeQuery(start),
    execute: (args, caller, prepared) => call.execute(args, caller, (prepared as BuilderState | undefined) ?? start),
    hooks,
  });
}

/** Runs a hook with the number, or with each item of the page, that a query resulted in. */
async function afterEach(result: unknown, name: HookName, run: RunHook): Promise<unknown> {
  if (typeof result === 'number') return await run(name, result, result, (value) => typeof value === 'number');
  const items: unknown = isItem(result) ? result['items'] : undefined;
  if (!Array.isArray(items)) return result;
  const isRightType = name === 'afterDistinct' ? (value: unknown) => value !== undefined : isItem;
  for (const [index, item] of items.entries()) items[index] = await run(name, item, item, isRightType);
  return result;
}

function project(item: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  if (fields.length === 0) return item;
  for (const field of Object.keys(item)) {
    if (field !== '_id' && !fields.includes(field)) Reflect.deleteProperty(item, field);
  }
  return item;
}
