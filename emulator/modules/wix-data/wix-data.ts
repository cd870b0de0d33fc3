import { wixError } from '../../wix-error.ts';
import type { ModuleHost } from '../module-host.ts';
import { type BuilderState, createBuilders } from './builder-state.ts';
import { createBulkFunctions } from './bulk-functions.ts';
import { fieldName } from './filter-methods.ts';
import { createItemFunctions } from './item-functions.ts';
import { createQueryBuilders } from './query-builder.ts';
import { createReferenceFunctions } from './reference-functions.ts';
import { createRun } from './run-aggregate.ts';
import { createCount, createDistinct, createFind } from './run-query.ts';

/** Creates the module `wix-data`: https://dev.wix.com/docs/velo/apis/wix-data/introduction */
export function createWixData(host: ModuleHost): Record<string, unknown> {
  const builders = createQueryBuilders(host, createBuilders(host.realm), {
    query: {
      find: (state, args) => createFind(host, () => builders, state)(...args),
      count: (state, args) => createCount(host, () => builders, state)(...args),
      distinct: (state, args) => createDistinct(host, () => builders, withProperty(host, state, args[0]))(...args),
    },
    aggregate: { run: (state, args) => createRun(host, () => builders, state)(...args) },
  });
  const wixData = host.strictObject({
    ...createItemFunctions(host),
    ...createBulkFunctions(host),
    ...createReferenceFunctions(host),
    query: builders.query,
    filter: builders.filter,
    sort: builders.sort,
    aggregate: builders.aggregate,
  });
  return { default: wixData };
}

/** Adds the property that a distinct query asks for to its state. */
function withProperty(host: ModuleHost, state: BuilderState, property: unknown): BuilderState {
  if (typeof property === 'string') return { ...state, property: fieldName(host.realm, property) };
  return { ...state, invalid: state.invalid ?? wixError(host.realm, 'WDE0003') };
}
