import { itemInRealm } from '../wix-data/stored-item.ts';
import type { CollectionAction, CollectionDefinition, CollectionRole } from '../../storage/collections.ts';
import { encodeItem } from '../../storage/item-codec.ts';
import { wixError } from '../../wix-error.ts';
import { type Caller, type CallDefinition, isOwner, type ModuleHost } from '../module-host.ts';
import { isItem } from '../wix-data/authorize.ts';

const roles: readonly CollectionRole[] = ['ADMIN', 'SITE_MEMBER_AUTHOR', 'SITE_MEMBER', 'ANYONE'];
const actions: readonly CollectionAction[] = ['insert', 'update', 'remove', 'read'];

/** Creates the module `wix-data.v2`: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/introduction */
export function createWixDataV2(host: ModuleHost): Record<string, unknown> {
  const { realm, services } = host;

  function requireOwner(caller: Caller): void {
    if (!isOwner(caller)) throw wixError(realm, 'WDE0027', 'collections need elevation');
  }

  function toRealm(definition: CollectionDefinition): Record<string, unknown> {
    const dates = { _createdDate: new Date(definition._createdDate), _updatedDate: new Date(definition._updatedDate) };
    return itemInRealm(realm, encodeItem({ ...definition, ...dates }));
  }

  /** "The request body must include an ID, details for at least 1 field, and a permissions object." */
  function readDefinition(given: unknown): CollectionDefinition {
    const refuse = (because: string): never => {
      throw wixError(realm, 'WDE0075', because);
    };
    if (!isItem(given)) return refuse('a collection is an object');
    const { _id: id, fields, permissions } = given;
    if (typeof id !== 'string' || id === '') return refuse('a collection needs an _id');
    if (!Array.isArray(fields) || fields.length === 0 || !fields.every(isField))
      return refuse('a collection needs fields');
    if (!isItem(permissions) || !actions.every((action) => isRole(permissions[action]))) {
      return refuse('a collection needs permissions for insert, update, remove and read');
    }
    const now = new Date(services.clock.now()).toISOString();
    const copy = JSON.parse(realm.stringify(given) ?? '{}') as CollectionDefinition;
    return { ...copy, revision: '1', _createdDate: now, _updatedDate: now };
  }

  function define(member: string, execute: CallDefinition['execute']) {
    return host.wixFunction(`collections.${member}`, { kind: 'data', describe, execute });
  }

  const collections = host.strictObject(
    {
      createDataCollection: define('createDataCollection', ([given], caller) => {
        requireOwner(caller);
        const definition = readDefinition(given);
        // The error code for an existing collection is not documented.
        if (services.collections.get(definition._id) !== undefined) {
          throw wixError(realm, 'WDE0104', `the collection ${definition._id} exists already`);
        }
        services.collections.put(definition);
        return toRealm(definition);
      }),
      getDataCollection: define('getDataCollection', ([id], caller) => {
        requireOwner(caller);
        const definition = typeof id === 'string' ? services.collections.get(id) : undefined;
        if (definition === undefined) throw wixError(realm, 'WDE0025', String(id));
        return toRealm(definition);
      }),
      listDataCollections: define('listDataCollections', (_args, caller) => {
        requireOwner(caller);
        return realm.object({ collections: realm.array(services.collections.list().map(toRealm)) });
      }),
    },
    'collections',
  );
  return { collections };
}

function describe([subject]: unknown[]) {
  const id = isItem(subject) ? subject['_id'] : subject;
  return typeof id === 'string' ? { collection: id } : {};
}

function isField(field: unknown): boolean {
  return isItem(field) && typeof field['key'] === 'string' && typeof field['type'] === 'string';
}

function isRole(role: unknown): boolean {
  return roles.some((known) => known === role);
}
