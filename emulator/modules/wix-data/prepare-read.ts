import type { WixCallDetail } from '../../invocation.ts';
import type { CollectionDefinition } from '../../storage/collections.ts';
import { type Filter, filterDepth, flattenFilter, type PlainFilter } from '../../storage/filter.ts';
import type { ReadFrom } from '../../storage/item-queries.ts';
import { wixError } from '../../wix-error.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { authorizeQuery, requireCollection } from './authorize.ts';
import type { BuilderState } from './builder-state.ts';
import { type DataOptions, readDataOptions } from './data-options.ts';

/** A query that the caller may run, with the filters that their permissions add. */
export interface PreparedRead {
  readonly collection: CollectionDefinition;
  readonly options: DataOptions;
  readonly from: ReadFrom;
  readonly filters: Filter[];
}

/** Most conditions in one filter; SQLite allows about twice as many. */
const MOST_CONDITIONS = 5_000;

/** Checks a query before it runs. */
export function prepareRead(host: ModuleHost, state: BuilderState, given: unknown, caller: Caller): PreparedRead {
  const { realm, services } = host;
  if (state.invalid !== undefined) throw state.invalid;
  const collection = requireCollection(host, state.collection);
  const options = readDataOptions(host, given);
  const filters = [...state.filters, ...authorizeQuery(host, caller, options, collection)];
  for (const own of [filters, state.having ?? []]) {
    const plain = flattenFilter({ kind: 'and', filters: own });
    const isTooMuch = filterDepth(plain) > services.undocumented.filterDepth || conditions(plain) > MOST_CONDITIONS;
    if (isTooMuch) throw wixError(realm, 'WDE0169', collection._id);
  }
  if (state.sorts.length > 1 && services.items.holdSeveralArrays(collection._id, state.sorts)) {
    throw wixError(realm, 'WDE0121', collection._id);
  }
  return { collection, options, filters, from: options.consistentRead ? 'primary' : 'mirror' };
}

/** Describes a query for the record. */
export function describeQuery(state: BuilderState): WixCallDetail {
  return typeof state.collection === 'string' ? { collection: state.collection } : {};
}

function conditions(filter: PlainFilter): number {
  if (filter.kind === 'condition') return 1;
  return filter.filters.reduce((sum, part) => sum + conditions(part), 0);
}
