import type { SiteFunction } from '../../container/realm.ts';
import type { ReferenceField } from '../../storage/references.ts';
import { wixError } from '../../wix-error.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { authorize, isItem, requireCollection } from './authorize.ts';
import { dataFunction, type DataCall } from './data-call.ts';
import { pagingOptions, readDataOptions } from './data-options.ts';
import { describeItem } from './item-functions.ts';
import { pageMembers } from './result-page.ts';
import { itemInRealm } from './stored-item.ts';

type MultipleReference = Extract<ReferenceField, { readonly kind: 'multiple' }>;

/**
 * Creates the functions of multi-reference fields, none of which "triggers any hooks":
 * https://dev.wix.com/docs/velo/apis/wix-data/insert-reference
 */
export function createReferenceFunctions(host: ModuleHost): Record<string, SiteFunction> {
  const { realm, services } = host;
  const { references, items } = services;

  /** "The `insertReference()` function only applies to multi-reference fields." */
  function multipleReference(collection: string, field: unknown): MultipleReference {
    const found = typeof field === 'string' ? references.fieldOf(collection, field) : undefined;
    if (found?.kind !== 'multiple') throw wixError(realm, 'WDE0020', String(field));
    return found;
  }

  function idOf(value: unknown): string {
    const id = isItem(value) ? value['_id'] : value;
    if (typeof id !== 'string' || id === '') throw wixError(realm, 'WDE0019');
    return id;
  }

  function idsOf(value: unknown): string[] {
    return (Array.isArray(value) ? value : [value]).map(idOf);
  }

  /** Checks a change of references, which needs the permission to update the referring item. */
  function changing([name, field, referring, , given]: unknown[], caller: Caller) {
    const collection = requireCollection(host, name);
    const options = readDataOptions(host, given);
    const from = idOf(referring);
    const { relation } = multipleReference(collection._id, field);
    const body = items.get(collection._id, from, 'primary');
    authorize(host, caller, options, collection, 'update', body);
    if (body === undefined) throw wixError(realm, 'WDE0073', `${from} in ${collection._id}`);
    return { relation, from };
  }

  function define(member: string, arity: DataCall['arity'], execute: DataCall['execute']): SiteFunction {
    return dataFunction(host, member, { arity, describe: ([name]) => describeItem([name]), execute });
  }

  return {
    insertReference: define('insertReference', [4, 5], (args, caller) => {
      const { relation, from } = changing(args, caller);
      const added = idsOf(args[3]);
      const isThere = added.some((to) => references.has(relation, from, to));
      if (isThere && services.undocumented.insertOfExistingReference === 'WDE0029') throw wixError(realm, 'WDE0029');
      for (const to of added) references.add(relation, from, to);
    }),
    replaceReferences: define('replaceReferences', [4, 5], (args, caller) => {
      const { relation, from } = changing(args, caller);
      const replacing = idsOf(args[3]);
      references.remove(relation, from);
      for (const to of replacing) references.add(relation, from, to);
    }),
    removeReference: define('removeReference', [4, 5], (args, caller) => {
      const { relation, from } = changing(args, caller);
      for (const to of idsOf(args[3])) references.remove(relation, from, to);
    }),
    isReferenced: define('isReferenced', [4, 5], ([name, field, referring, referenced, given], caller) => {
      const collection = requireCollection(host, name);
      const from = idOf(referring);
      const { relation } = multipleReference(collection._id, field);
      const body = items.get(collection._id, from, 'primary');
      authorize(host, caller, readDataOptions(host, given), collection, 'read', body);
      return references.has(relation, from, idOf(referenced));
    }),
    queryReferenced: createQueryReferenced(host, { idOf, multipleReference }),
    truncate: define('truncate', [1, 2], ([name, given], caller) => {
      const collection = requireCollection(host, name);
      const { suppressAuth } = readDataOptions(host, given);
      const isOwnersOnly = { ...collection, permissions: { ...collection.permissions, remove: 'ADMIN' as const } };
      authorize(host, caller, { suppressAuth }, isOwnersOnly, 'remove');
      items.clear(collection._id);
    }),
  };
}

/** Creates the function that returns referenced items: https://dev.wix.com/docs/velo/apis/wix-data/query-referenced */
function createQueryReferenced(
  host: ModuleHost,
  read: {
    readonly idOf: (value: unknown) => string;
    readonly multipleReference: (collection: string, field: unknown) => MultipleReference;
  },
): SiteFunction {
  const { services } = host;

  function pageFunction(member: string, first: unknown[] | undefined, start: number | undefined): SiteFunction {
    return dataFunction(host, member, {
      arity: first === undefined ? [3, 5] : [0, 0],
      describe: (args) => describeItem([(first ?? args)[0]]),
      execute(own, caller) {
        const args = first ?? own;
        const [name, referring, field, given, givenOptions] = args;
        const collection = requireCollection(host, name);
        const options = {
          ...readDataOptions(host, given, pagingOptions),
          ...(givenOptions === undefined ? {} : readDataOptions(host, givenOptions)),
        };
        const { order = 'asc', limit = wixLimits.queryDefaultItems, skip = 0 } = pagingOf(given);
        if (!Number.isInteger(limit) || limit < 1 || limit > wixLimits.queryMaxItems)
          throw wixError(host.realm, 'WDE0033', 'limit');
        if (!Number.isInteger(skip) || skip < 0) throw wixError(host.realm, 'WDE0034', 'skip');
        const from = read.idOf(referring);
        const { relation, target } = read.multipleReference(collection._id, field);
        const referenced = requireCollection(host, target);
        const body = services.items.get(collection._id, from, 'primary');
        authorize(host, caller, options, collection, 'read', body);
        const bodies = services.references.of(relation, from).flatMap((id) => {
          return services.items.get(target, id, 'primary') ?? [];
        });
        for (const each of bodies) authorize(host, caller, options, referenced, 'read', each);
        if (bodies.length === 0) authorize(host, caller, options, referenced, 'read');
        const found = bodies.map((each) => itemInRealm(host.realm, each));
        if (order === 'desc') found.reverse();
        const at = start ?? skip;
        const { items, totalCount, hasNext, hasPrev, next, prev } = pageMembers(host, {
          items: found.slice(at, at + limit),
          skip: at,
          limit,
          hasNext: found.length > at + limit,
          total: found.length,
          pageAt: (place, direction) => pageFunction(`queryReferenced.${direction}`, args, place),
        });
        return host.strictObject({ items, totalCount, hasNext, hasPrev, next, prev }, 'referenced result');
      },
    });
  }

  return pageFunction('queryReferenced', undefined, undefined);
}

function pagingOf(given: unknown): { readonly order?: unknown; readonly limit?: number; readonly skip?: number } {
  if (!isItem(given)) return {};
  const { order, limit, skip } = given;
  return {
    order,
    ...(typeof limit === 'number' ? { limit } : {}),
    ...(typeof skip === 'number' ? { skip } : {}),
  };
}
