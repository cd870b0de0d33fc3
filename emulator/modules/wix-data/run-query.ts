import type { SiteFunction } from '../../container/realm.ts';
import type { WixCallDetail } from '../../invocation.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { authorize, requireCollection } from './authorize.ts';
import { readDataOptions } from './data-options.ts';
import type { QueryState } from './query-builder.ts';

/** `query()` sorts "descending by _createdDate" by default: https://dev.wix.com/docs/velo/apis/wix-data/query */
const defaultSorts = [{ field: '_createdDate', direction: 'DESC' }] as const;

/** Creates the function that runs a query and returns one page: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/find */
export function createFind(host: ModuleHost, state: QueryState): SiteFunction {
  return pageFunction(host, state, 'query.find');
}

/** Creates the function that counts a query's items: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/count */
export function createCount(host: ModuleHost, state: QueryState): SiteFunction {
  return host.wixFunction('query.count', {
    kind: 'data',
    describe: () => describe(state),
    execute([given], caller) {
      const read = prepare(host, state, given, caller);
      return host.services.items.count(read.collection, state, read.from);
    },
  });
}

function describe(state: QueryState): WixCallDetail {
  return typeof state.collection === 'string' ? { collection: state.collection } : {};
}

function prepare(host: ModuleHost, state: QueryState, given: unknown, caller: Caller) {
  if (state.invalid !== undefined) throw state.invalid;
  const collection = requireCollection(host, state.collection);
  const options = readDataOptions(host, given);
  authorize(host, caller, options, collection, 'read');
  const from = options.consistentRead ? ('primary' as const) : ('mirror' as const);
  return { collection: collection._id, options, from };
}

/** Creates the function for a further page, whose default options are those of the first page. */
function pageFunction(host: ModuleHost, state: QueryState, member: string, firstOptions?: unknown): SiteFunction {
  const { realm, services } = host;

  function execute([given = firstOptions]: unknown[], caller: Caller): Record<string, unknown> {
    const { collection, options, from } = prepare(host, state, given, caller);
    const sorts = state.sorts.length === 0 ? [...defaultSorts] : state.sorts;
    const plan = { ...state, sorts, limit: state.limit + 1 };
    const bodies = services.items.find(collection, plan, from);
    const hasNext = bodies.length > state.limit;
    const items = bodies.slice(0, state.limit).map((body) => project(realm.decodeItem(body), state.fields));
    const total = options.omitTotalCount ? undefined : services.items.count(collection, state, from);
    const page = (skip: number) =>
      pageFunction(host, { ...state, skip: Math.max(0, skip) }, skip > state.skip ? 'query.next' : 'query.prev', given);
    return host.strictObject(
      {
        items: realm.array(items),
        length: items.length,
        pageSize: state.limit,
        totalCount: total,
        totalPages: total === undefined ? undefined : Math.ceil(total / state.limit),
        currentPage: items.length === 0 ? undefined : Math.floor(state.skip / state.limit),
        hasNext: () => hasNext,
        hasPrev: () => state.skip > 0,
        next: page(state.skip + state.limit),
        prev: page(state.skip - state.limit),
      },
      'query result',
    );
  }

  return host.wixFunction(member, { kind: 'data', describe: () => describe(state), execute });
}

function project(item: Record<string, unknown>, fields: string[]): Record<string, unknown> {
  if (fields.length === 0) return item;
  for (const field of Object.keys(item)) {
    if (field !== '_id' && !fields.includes(field)) Reflect.deleteProperty(item, field);
  }
  return item;
}
