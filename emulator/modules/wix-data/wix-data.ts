import type { ModuleHost } from '../module-host.ts';
import { createBulkFunctions } from './bulk-functions.ts';
import { createItemFunctions } from './item-functions.ts';
import { createQueryBuilders } from './query-builder.ts';
import { createCount, createFind } from './run-query.ts';

/** Creates the module `wix-data`: https://dev.wix.com/docs/velo/apis/wix-data/introduction */
export function createWixData(host: ModuleHost): Record<string, unknown> {
  const builders = createQueryBuilders(host, {
    find: (state) => createFind(host, state),
    count: (state) => createCount(host, state),
  });
  const wixData = host.strictObject({
    ...createItemFunctions(host),
    ...createBulkFunctions(host),
    query: builders.query,
    filter: builders.filter,
  });
  return { default: wixData };
}
