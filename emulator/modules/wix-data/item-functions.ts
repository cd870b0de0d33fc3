import type { SiteFunction } from '../../container/realm.ts';
import type { WixCallDetail } from '../../invocation.ts';
import { decodeItem } from '../../storage/item-codec.ts';
import { wixError } from '../../wix-error.ts';
import type { CallDefinition, ModuleHost } from '../module-host.ts';
import { authorize, isItem, requireCollection } from './authorize.ts';
import { readDataOptions } from './data-options.ts';
import { createItemWriter, handBack } from './write-item.ts';

/** Creates `get`, `insert`, `update`, `save` and `remove`: https://dev.wix.com/docs/velo/apis/wix-data/introduction */
export function createItemFunctions(host: ModuleHost): Record<string, SiteFunction> {
  const { realm, services } = host;
  const { items, undocumented } = services;
  const writer = createItemWriter(host);

  function missing(when: 'null' | 'WDE0073', collection: string, id: string): null {
    if (when === 'WDE0073') throw wixError(realm, 'WDE0073', `${id} in ${collection}`);
    return null;
  }

  function itemId(value: unknown): string {
    if (typeof value !== 'string' || value === '') throw wixError(realm, 'WDE0002');
    return value;
  }

  const definitions: Record<string, CallDefinition['execute']> = {
    get([name, id, given], caller) {
      const collection = requireCollection(host, name);
      const options = readDataOptions(host, given);
      const body = items.get(collection._id, itemId(id), options.consistentRead ? 'primary' : 'mirror');
      authorize(host, caller, options, collection, 'read', body === undefined ? {} : decodeItem(body));
      if (body === undefined) return missing(undocumented.getOfMissingItem, collection._id, itemId(id));
      return realm.decodeItem(body);
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
      authorize(host, caller, options, collection, 'update', before === undefined ? {} : decodeItem(before));
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
      authorize(host, caller, options, collection, 'update', decodeItem(before));
      return handBack(host, item, writer.replace(collection, item, before));
    },
    remove([name, id, given], caller) {
      const collection = requireCollection(host, name);
      const options = readDataOptions(host, given);
      const before = items.get(collection._id, itemId(id), 'primary');
      authorize(host, caller, options, collection, 'remove', before === undefined ? {} : decodeItem(before));
      if (before === undefined) return missing(undocumented.removeOfMissingItem, collection._id, itemId(id));
      items.remove(collection._id, itemId(id), before);
      return realm.decodeItem(before);
    },
  };

  return Object.fromEntries(
    Object.entries(definitions).map(([member, execute]) => [
      member,
      host.wixFunction(member, { kind: 'data', describe: describeItem, execute }),
    ]),
  );
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
