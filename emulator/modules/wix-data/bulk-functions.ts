import type { Realm, SiteFunction } from '../../container/realm.ts';
import { decodeItem } from '../../storage/item-codec.ts';
import type { CollectionDefinition } from '../../storage/collections.ts';
import { wixError } from '../../wix-error.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { Caller, CallDefinition, ModuleHost } from '../module-host.ts';
import { authorize, isItem, requireCollection } from './authorize.ts';
import { type DataOptions, readDataOptions } from './data-options.ts';
import { describeItem } from './item-functions.ts';
import { createItemWriter } from './write-item.ts';

interface Tally {
  readonly insertedItemIds: string[];
  readonly updatedItemIds: string[];
  skipped: number;
}

/** Creates the bulk functions, each of which is one call: https://dev.wix.com/docs/velo/apis/wix-data/bulk-insert */
export function createBulkFunctions(host: ModuleHost): Record<string, SiteFunction> {
  const { realm, services } = host;
  const { items } = services;
  const writer = createItemWriter(host);

  function existing(collection: CollectionDefinition, item: Record<string, unknown>): string | undefined {
    return typeof item['_id'] === 'string' ? items.get(collection._id, item['_id'], 'primary') : undefined;
  }

  function writeAll(args: unknown[], caller: Caller, mayInsert: boolean, mayUpdate: boolean): Record<string, unknown> {
    const [name, given, givenOptions] = args;
    const collection = requireCollection(host, name);
    const options = readDataOptions(host, givenOptions);
    const tally: Tally = { insertedItemIds: [], updatedItemIds: [], skipped: 0 };
    for (const item of itemsOf(realm, given)) {
      const before = existing(collection, item);
      if (before !== undefined && mayUpdate && mayChange(host, caller, options, collection, 'update', before)) {
        tally.updatedItemIds.push(writer.replace(collection, item, before).id);
      } else if (before === undefined && mayInsert) {
        authorize(host, caller, options, collection, 'insert');
        const written = writer.insert(collection, item, caller);
        if (written !== undefined) tally.insertedItemIds.push(written.id);
      } else {
        tally.skipped += 1;
      }
    }
    return realm.object({
      inserted: tally.insertedItemIds.length,
      updated: tally.updatedItemIds.length,
      skipped: tally.skipped,
      insertedItemIds: realm.array(tally.insertedItemIds),
      updatedItemIds: realm.array(tally.updatedItemIds),
      errors: realm.array([]),
    });
  }

  function removeAll([name, ids, givenOptions]: unknown[], caller: Caller): Record<string, unknown> {
    const collection = requireCollection(host, name);
    const options = readDataOptions(host, givenOptions);
    if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === 'string')) {
      throw wixError(realm, 'WDE0068');
    }
    if (ids.length > wixLimits.bulkItems) throw wixError(realm, 'WDE0069', collection._id);
    const removed: string[] = [];
    for (const id of ids) {
      const before = items.get(collection._id, id, 'primary');
      if (before === undefined || !mayChange(host, caller, options, collection, 'remove', before)) continue;
      items.remove(collection._id, id, before);
      removed.push(id);
    }
    return realm.object({
      removed: removed.length,
      skipped: ids.length - removed.length,
      removedItemIds: realm.array(removed),
      errors: realm.array([]),
    });
  }

  function define(member: string, execute: CallDefinition['execute']): SiteFunction {
    return host.wixFunction(member, { kind: 'data', describe: describeItem, execute });
  }

  return {
    bulkInsert: define('bulkInsert', (args, caller) => writeAll(args, caller, true, false)),
    bulkUpdate: define('bulkUpdate', (args, caller) => writeAll(args, caller, false, true)),
    bulkSave: define('bulkSave', (args, caller) => writeAll(args, caller, true, true)),
    bulkRemove: define('bulkRemove', removeAll),
  };
}

function itemsOf(realm: Realm, value: unknown): Record<string, unknown>[] {
  // "The array must contain at least one item. Passing an empty array returns an error."
  if (!Array.isArray(value) || value.length === 0 || !value.every(isItem)) throw wixError(realm, 'WDE0005');
  if (value.some((item) => item['_id'] !== undefined && typeof item['_id'] !== 'string')) {
    throw wixError(realm, 'WDE0005');
  }
  if (value.length > wixLimits.bulkItems) throw wixError(realm, 'WDE0006');
  return value;
}

/** "The only items that will be deleted are those for which the current user is the owner. All other items will be skipped." */
function mayChange(
  host: ModuleHost,
  caller: Caller,
  options: DataOptions,
  collection: CollectionDefinition,
  action: 'update' | 'remove',
  body: string,
): boolean {
  const item = decodeItem(body);
  const memberId = typeof caller.identity === 'object' ? caller.identity.memberId : undefined;
  if (
    collection.permissions[action] === 'SITE_MEMBER_AUTHOR' &&
    memberId !== undefined &&
    !options.suppressAuth &&
    !caller.isElevated &&
    item['_owner'] !== memberId
  ) {
    return false;
  }
  authorize(host, caller, options, collection, action, item);
  return true;
}
