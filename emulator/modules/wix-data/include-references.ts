import { wixError } from '../../wix-error.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { ModuleHost } from '../module-host.ts';
import { itemInRealm } from './stored-item.ts';

/**
 * Puts the referenced items into the items of a query: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query/include. Returns `true`
 * if some references are left out. A field that refers to nothing stays as it is, and so does the id of an item that does not exist.
 */
export function includeReferences(
  host: ModuleHost,
  collection: string,
  fields: readonly string[],
  items: Record<string, unknown>[],
): boolean {
  const { realm, services } = host;
  const { references } = services;
  const included = fields.map((field) => ({ field, reference: references.fieldOf(collection, field) }));
  const multiple = included.filter(({ reference }) => reference?.kind === 'multiple');
  // "Only one property with multiple references can be included."
  if (multiple.length > 1) throw wixError(realm, 'WDE0022', collection);
  // "The query will return an error if more than 50 items are returned, regardless of any query limit set using the limit() function."
  if (multiple.length > 0 && items.length > wixLimits.includedItems) throw wixError(realm, 'WDE0023', collection);

  function itemOf(target: string, id: string): Record<string, unknown> | undefined {
    if (services.collections.get(target) === undefined) return undefined;
    const body = services.items.get(target, id, 'primary');
    return body === undefined ? undefined : itemInRealm(realm, body);
  }

  let isPartial = false;
  for (const item of items) {
    for (const { field, reference } of included) {
      if (reference === undefined) continue;
      if (reference.kind === 'single') {
        item[field] = itemOf(reference.target, String(item[field])) ?? item[field];
        continue;
      }
      const ids = references.of(reference.relation, String(item['_id']));
      const found = ids.flatMap((id) => itemOf(reference.target, id) ?? []);
      isPartial ||= found.length > wixLimits.includedItems;
      item[field] = realm.array(found.slice(0, wixLimits.includedItems));
    }
  }
  return isPartial;
}
