import { types } from 'node:util';

import type { CollectionAction, CollectionDefinition } from '../../storage/collections.ts';
import { notEmulatedError } from '../../not-emulated.ts';
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

/** Fails with WDE0027 unless the caller has permission; `item` is the stored item, if there is one. */
export function authorize(
  host: ModuleHost,
  caller: Caller,
  options: DataOptions,
  collection: CollectionDefinition,
  action: CollectionAction,
  item?: Record<string, unknown>,
): void {
  if (options.suppressAuth || isOwner(caller)) return;
  const memberId = typeof caller.identity === 'object' ? caller.identity.memberId : undefined;
  const role = collection.permissions[action];
  if (role === 'ANYONE') return;
  if (role === 'SITE_MEMBER' && memberId !== undefined) return;
  if (role === 'SITE_MEMBER_AUTHOR' && memberId !== undefined) {
    if (action === 'insert' || item?.['_owner'] === memberId) return;
    if (action === 'read' && item === undefined) {
      throw notEmulatedError(host.realm, 'wix-data', 'a query by a member of a collection that only authors may read');
    }
  }
  throw wixError(host.realm, 'WDE0027', `${action} on ${collection._id}`);
}

/** `true` if a value can be an item: an object other than an array, a date or another built-in. */
export function isItem(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !types.isDate(value);
}
