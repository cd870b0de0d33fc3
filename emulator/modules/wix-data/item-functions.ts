import type { Realm, SiteFunction } from '../../container/realm.ts';
import type { WixCallDetail } from '../../invocation.ts';
import { wixError } from '../../wix-error.ts';
import type { CallDefinition, ModuleHost } from '../module-host.ts';
import { authorize, isItem, requireCollection } from './authorize.ts';
import { dataFunction } from './data-call.ts';
import type { CallHooks } from './data-hooks.ts';
import { readDataOptions } from './data-options.ts';
import { copyItem, itemInRealm } from './stored-item.ts';
import { createItemWriter, handBack } from './write-item.ts';

type Execute = (args: unknown[], caller: Parameters<CallDefinition['execute']>[1]) => unknown;

/** Creates `get`, `insert`, `update`, `save` and `remove`: https://dev.wix.com/docs/velo/apis/wix-data/introduction */
export function createItemFunctions(host: ModuleHost): Record<string, SiteFunction> {
  const { realm, services } = host;
  const { items, undocumented } = services;
  const writer = createItemWriter(host);

  function missing(when: 'null' | 'WDE0073', collection: string, id: string): null {
    if (when === 'WDE0073') throw wixError(realm, 'WDE0073', `${id} in ${collection}`);
    return null;
  }

  const definitions: Record<string, Execute> = {
    get([name, id, given], caller) {
      const collection = requireCollection(host, name);
      const options = readDataOptions(host, given);
      const body = items.get(collection._id, itemId(realm, id), options.consistentRead ? 'primary' : 'mirror');
      authorize(host, caller, options, collection, 'read', body);
      if (body === undefined) return missing(undocumented.getOfMissingItem, collection._id, itemId(realm, id));
      return itemInRealm(realm, body);
    },
    insert([name, item, given], caller) {
      const collection = requireCollection(host, name);
      const options = readDataOptions(host, given);
      if (!isItem(item)) throw wixError(realm, 'WDE0004', collection._id);
      authorize(host, caller, options, collection, 'insert');
      const written = writer.insert(collection, item, caller);
      if (written === undefined) throw wixError(realm, 'WDE0074', `${String(item['_id'])} in ${collection._id}`);
      return handBack(host, item, written);
    },
    update([name, item, given], caller) {
      const collection = requireCollection(host, name);
      const options = readDataOptions(host, given);
      if (!isItem(item)) throw wixError(realm, 'WDE0004', collection._id);
      const id = item['_id'];
      if (typeof id !== 'string' || id === '') throw wixError(realm, 'WDE0007', collection._id);
      const before = items.get(collection._id, id, 'primary');
      authorize(host, caller, options, collection, 'update', before);
      if (before === undefined) throw wixError(realm, 'WDE0073', `${id} in ${collection._id}`);
      return handBack(host, item, writer.replace(collection, item, before));
    },
    save([name, item, given], caller) {
      const collection = requireCollection(host, name);
      const options = readDataOptions(host, given);
      if (!isItem(item)) throw wixError(realm, 'WDE0004', collection._id);
      const id = item['_id'];
      const before = typeof id === 'string' ? items.get(collection._id, id, 'primary') : undefined;
      if (before === undefined) {
        authorize(host, caller, options, collection, 'insert');
        const written = writer.insert(collection, item, caller);
        if (written === undefined) throw wixError(realm, 'WDE0074', String(id));
        return handBack(host, item, written);
      }
      authorize(host, caller, options, collection, 'update', before);
      return handBack(host, item, writer.replace(collection, item, before));
    },
    remove([name, id, given], caller) {
      const collection = requireCollection(host, name);
      const options = readDataOptions(host, given);
      const before = items.get(collection._id, itemId(realm, id), 'primary');
      authorize(host, caller, options, collection, 'remove', before);
      if (before === undefined) return missing(undocumented.removeOfMissingItem, collection._id, itemId(realm, id));
      items.remove(collection._id, itemId(realm, id), before);
      return itemInRealm(realm, before);
    },
  };

  return Object.fromEntries(
    Object.entries(definitions).map(([member, execute]) => [
      member,
      dataFunction(host, member, {
        arity: [2, 3],
        describe: describeItem,
        execute: (args, caller, prepared) => execute(prepared === undefined ? args : (prepared as unknown[]), caller),
        hooks: (args) => itemHooks(host, member, args),
      }),
    ]),
  );
}

function itemId(realm: Realm, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw wixError(realm, 'WDE0002');
  return value;
}

const actions: Readonly<Record<string, 'Get' | 'Insert' | 'Update' | 'Remove'>> = {
  get: 'Get',
  insert: 'Insert',
  update: 'Update',
  remove: 'Remove',
};

/** The hooks around a call on one item: `before` gets the item or its id, `after` the resulting item. */
function itemHooks(host: ModuleHost, member: string, args: unknown[]): CallHooks | undefined {
  const { realm } = host;
  const [collection, subject, options] = args;
  const stored = storedItem(host, collection, subject);
  // "If an item in the collection has that _id value, `save()` uses `update()`": https://dev.wix.com/docs/velo/apis/wix-data/save
  const action = actions[member] ?? (stored === undefined ? 'Insert' : 'Update');
  const isForId = action === 'Get' || action === 'Remove';
  const isRightType = isForId ? (value: unknown) => typeof value === 'string' : isItem;
  // "The item stored in the database before an update or delete operation."
  const currentItem = action === 'Update' || action === 'Remove' ? stored : undefined;
  return {
    collection,
    options,
    async before(run) {
      if (!isRightType(subject)) return args;
      const given = isItem(subject) ? copyItem(realm, subject) : subject;
      return [collection, await run(`before${action}`, given, subject, isRightType, currentItem), options];
    },
    after: async (result, run) =>
      isItem(result)
        ? await run(`after${action}`, result, result, isItem, action === 'Update' ? currentItem : undefined)
        : result,
  };
}

/** Returns the stored item that an item or id means, as an object of the site. */
export function storedItem(
  host: ModuleHost,
  collection: unknown,
  subject: unknown,
): Record<string, unknown> | undefined {
  const id = isItem(subject) ? subject['_id'] : subject;
  if (typeof collection !== 'string' || typeof id !== 'string') return undefined;
  if (host.services.collections.get(collection) === undefined) return undefined;
  const body = host.services.items.get(collection, id, 'primary');
  return body === undefined ? undefined : itemInRealm(host.realm, body);
}

/** Describes a data call for the record by collection and id, without values. */
export function describeItem([collection, subject]: unknown[]): WixCallDetail {
  const id = isItem(subject) ? subject['_id'] : subject;
  return {
    ...(typeof collection === 'string' ? { collection } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    ...(Array.isArray(subject) ? { count: subject.length } : {}),
  };
}
