import { types } from 'node:util';

import type { CollectionDefinition } from '../../storage/collections.ts';
import { decodeItem, encodeItem } from '../../storage/item-codec.ts';
import type { Identity } from '../../invocation.ts';
import { wixError } from '../../wix-error.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { isItem } from './authorize.ts';
import { copyItem, itemInRealm } from './stored-item.ts';

/** Result of a write, in the stored form. */
export interface Written {
  readonly id: string;
  readonly body: string;
}

/** Writes items after all permission checks. */
export interface ItemWriter {
  /** `undefined` if an item with the id already exists. */
  insert(collection: CollectionDefinition, item: Record<string, unknown>, caller: Caller): Written | undefined;
  /** Replaces an item as a whole; `before` is its stored text. */
  replace(collection: CollectionDefinition, item: Record<string, unknown>, before: string): Written;
}

/** Owner of items inserted by the site owner. */
const SITE_OWNER_ID = '00000000-0000-4000-8000-000000000001';

/** Creates a writer that adds the platform's fields: `_id`, `_owner` and the two dates. */
export function createItemWriter(host: ModuleHost): ItemWriter {
  const { items, collections, references, clock, ids } = host.services;

  /**
   * "Set the value of the reference field to the referenced item's `_id` value or the entire referenced item object":
   * https://dev.wix.com/docs/velo/apis/wix-data/insert. Multiple references are written by functions of their own.
   */
  function withoutReferences(collection: string, item: Record<string, unknown>): Record<string, unknown> {
    if (!collections.haveReferences()) return item;
    const entries = Object.entries(item).flatMap(([key, value]): [string, unknown][] => {
      const field = references.fieldOf(collection, key);
      if (field?.kind === 'multiple') return [];
      return [[key, field?.kind === 'single' && isItem(value) ? value['_id'] : value]];
    });
    return Object.fromEntries(entries);
  }

  function encode(collection: CollectionDefinition, item: Record<string, unknown>): string {
    const body = toJson(host, collection, withoutReferences(collection._id, item));
    if (Buffer.byteLength(body) > wixLimits.itemSizeBytes) throw wixError(host.realm, 'WDE0009', collection._id);
    if (body.includes('"$') && hasDollarName(item)) throw wixError(host.realm, 'WDE0134', collection._id);
    collections.noteArrayFields(collection._id, item);
    return body;
  }

  /** "A unique index enforces unique values for 1 field in a collection". Items without a value, and with lists or objects, are not compared: unknown. */
  function requireUnique(collection: CollectionDefinition, item: Record<string, unknown>, id: string): void {
    for (const { unique, fields } of collection.indexes ?? []) {
      const field = unique === true ? fields[0]?.path : undefined;
      const value = field?.split('.').reduce<unknown>((inner, key) => (isItem(inner) ? inner[key] : undefined), item);
      if (field === undefined || !isScalar(value)) continue;
      const filters = [{ kind: 'compare' as const, operator: 'eq' as const, field, value }];
      const same = items.find(collection._id, { filters, sorts: [], skip: 0, limit: 2 }, 'primary');
      if (same.some((body) => decodeItem(body)['_id'] !== id)) throw wixError(host.realm, 'WDE0123', collection._id);
    }
  }

  return {
    insert(collection, item, caller) {
      const id = item['_id'] ?? ids.id();
      // "If an item's `_id` property value is set to `null` or an empty string, an error is thrown."
      if (item['_id'] === null || id === '' || typeof id !== 'string') throw wixError(host.realm, 'WDE0002');
      if (collection.indexes !== undefined) requireUnique(collection, item, id);
      const now = new Date(clock.now());
      const owner = ownerOf(caller.identity);
      const body = encode(collection, {
        ...item,
        _id: id,
        ...(owner === undefined ? {} : { _owner: owner }),
        _createdDate: now,
        _updatedDate: now,
      });
      return items.insert(collection._id, id, body) ? { id, body } : undefined;
    },
    replace(collection, item, before) {
      const old = decodeItem(before);
      const id = String(old['_id']);
      if (collection.indexes !== undefined) requireUnique(collection, item, id);
      const owner = item['_owner'] ?? old['_owner'];
      const body = encode(collection, {
        ...item,
        ...(owner === undefined ? {} : { _owner: owner }),
        _createdDate: old['_createdDate'],
        _updatedDate: new Date(clock.now()),
      });
      items.replace(collection._id, id, body, before);
      return { id, body };
    },
  };
}

/** Returns the user id of an identity; `undefined` if nobody is logged in. */
export function ownerOf(identity: Identity): string | undefined {
  if (typeof identity === 'object') return identity.memberId;
  return identity === 'admin' ? SITE_OWNER_ID : undefined;
}

function isScalar(value: unknown): value is string | number | boolean | Date {
  return ['string', 'number', 'boolean'].includes(typeof value) || types.isDate(value);
}

function toJson(host: ModuleHost, collection: CollectionDefinition, item: Record<string, unknown>): string {
  try {
    return encodeItem(item);
  } catch {
    // JSON has no form for it: it contains itself, or a BigInt.
    throw wixError(host.realm, 'WDE0004', collection._id);
  }
}

/** "Dollar($) prefix field names can not be written to the database": https://dev.wix.com/docs/velo/apis/wix-data/error-codes, WDE0134 */
function hasDollarName(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([name, inner]) => name.startsWith('$') || hasDollarName(inner));
}

/**
 * Returns the stored item, and adds the platform's fields to the item that was passed, as `wix-data` does and its successor no longer does:
 * https://dev.wix.com/docs/velo/apis/wix-data/migrate-to-the-sdk
 */
export function handBack(host: ModuleHost, passed: Record<string, unknown>, written: Written): Record<string, unknown> {
  const stored = itemInRealm(host.realm, written.body);
  if (Object.isExtensible(passed)) {
    for (const field of ['_id', '_owner', '_createdDate', '_updatedDate']) {
      if (field in stored) passed[field] = ownCopy(host, stored[field]);
    }
  }
  return stored;
}

function ownCopy({ realm }: ModuleHost, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return types.isDate(value) ? realm.date(value.getTime()) : copyItem(realm, value);
}
