import { types } from 'node:util';

import type { CollectionAction, CollectionDefinition } from '../../storage/collections.ts';
import { decodeItem } from '../../storage/item-codec.ts';
import type { Filter } from '../../storage/filter.ts';
import { wixError } from '../../wix-error.ts';
import { type Caller, isOwner, type ModuleHost } from '../module-host.ts';
import type { DataOptions } from './data-options.ts';

/** Returns a collection, or fails as Wix does: WDE0001 for a name that is not a string, WDE0025 for a collection that does not exist. */
export function requireCollection(host: ModuleHost, name: unknown): CollectionDefinition {
  if (typeof name !== 'string' || name === '') throw wixError(host.realm, 'WDE0001');
  const collection = host.services.collections.get(name);
  if (collection === undefined) throw wixError(host.realm, 'WDE0025', name);
  return collection;
}

/** Fails with WDE0027 unless the caller has permission; `body` is the stored item, if there is one. */
export function authorize(
  host: ModuleHost,
  caller: Caller,
  options: Pick<DataOptions, 'suppressAuth'>,
  collection: CollectionDefinition,
  action: CollectionAction,
  body?: string,
): void {
  if (options.suppressAuth || isOwner(caller)) return;
  const memberId = typeof caller.identity === 'object' ? caller.identity.memberId : undefined;
  const role = collection.permissions[action];
  if (role === 'ANYONE') return;
  if (role === 'SITE_MEMBER' && memberId !== undefined) return;
  if (role === 'SITE_MEMBER_AUTHOR' && memberId !== undefined) {
    if (action === 'insert' || ownerIn(body) === memberId) return;
  }
  throw wixError(host.realm, 'WDE0027', `${action} on ${collection._id}`);
}

/**
 * Fails with WDE0027 unless the caller may query a collection, and returns what limits the query: a member who may read only as an author
 * finds the items that they inserted. Wix documents the role, and not what a query returns.
 */
export function authorizeQuery(
  host: ModuleHost,
  caller: Caller,
  options: DataOptions,
  collection: CollectionDefinition,
): Filter[] {
  const isAuthor = collection.permissions.read === 'SITE_MEMBER_AUTHOR' && typeof caller.identity === 'object';
  if (!isAuthor || options.suppressAuth || isOwner(caller)) {
    authorize(host, caller, options, collection, 'read');
    return [];
  }
  const { identity } = caller;
  const value = typeof identity === 'object' ? identity.memberId : null;
  return [{ kind: 'compare', operator: 'eq', field: '_owner', value }];
}

/** "The only items that will be deleted are those for which the current user is the owner. All other items will be skipped." */
export function mayChange(
  host: ModuleHost,
  caller: Caller,
  options: DataOptions,
  collection: CollectionDefinition,
  action: 'update' | 'remove',
  body: string,
): boolean {
  const memberId = typeof caller.identity === 'object' ? caller.identity.memberId : undefined;
  if (
    collection.permissions[action] === 'SITE_MEMBER_AUTHOR' &&
    memberId !== undefined &&
    !options.suppressAuth &&
    !caller.isElevated &&
    ownerIn(body) !== memberId
  ) {
    return false;
  }
  authorize(host, caller, options, collection, action, body);
  return true;
}

function ownerIn(body: string | undefined): unknown {
  return body === undefined ? undefined : decodeItem(body)['_owner'];
}

/** `true` if a value can be an item: an object other than an array, a date or another built-in. */
export function isItem(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !types.isDate(value);
}
