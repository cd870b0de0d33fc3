import type { Realm } from '../../container/realm.ts';
import { encodeItem, withIsoDates } from '../../storage/item-codec.ts';

/** Returns a stored item as an object of the site's realm. */
export function itemInRealm(realm: Realm, body: string): Record<string, unknown> {
  return realm.decodeItem(withIsoDates(body));
}

/** Returns stored values as an array of the site's realm. */
export function valuesInRealm(realm: Realm, values: readonly string[]): unknown[] {
  const list: unknown = itemInRealm(realm, `[${values.join(',')}]`);
  return list as unknown[];
}

/** Returns a copy of an item that shares nothing with it. */
export function copyItem(realm: Realm, item: object): Record<string, unknown> {
  return itemInRealm(realm, encodeItem(item));
}
