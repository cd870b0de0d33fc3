import type { Realm, SiteFunction } from '../../container/realm.ts';
import type { CollectionDefinition } from '../../storage/collections.ts';
import { wixError } from '../../wix-error.ts';
import { wixLimits } from '../../wix-limits.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { authorize, isItem, mayChange, requireCollection } from './authorize.ts';
import { dataFunction } from './data-call.ts';
import type { CallHooks } from './data-hooks.ts';
import { type DataOptions, readDataOptions } from './data-options.ts';
import { describeItem, storedItem } from './item-functions.ts';
import { copyItem } from './stored-item.ts';
import { createItemWriter, type ItemWriter } from './write-item.ts';

/** What the `before` hooks left of a bulk call: for each item or id what to use instead, or the error for it. */
type Subjects = readonly ({ readonly value: unknown } | { readonly error: unknown })[];

interface Tally {
  readonly insertedItemIds: string[];
  readonly updatedItemIds: string[];
  readonly removedItemIds: string[];
  readonly errors: object[];
}

interface Bulk {
  readonly host: ModuleHost;
  readonly writer: ItemWriter;
  readonly collection: CollectionDefinition;
  readonly options: DataOptions;
  readonly caller: Caller;
  readonly mayInsert: boolean;
  readonly mayUpdate: boolean;
}

/** Creates the bulk functions, each of which is one call: https://dev.wix.com/docs/velo/apis/wix-data/bulk-insert */
export function createBulkFunctions(host: ModuleHost): Record<string, SiteFunction> {
  const writer = createItemWriter(host);

  function define(member: string, mayInsert: boolean, mayUpdate: boolean): SiteFunction {
    return dataFunction(host, member, {
      arity: [2, 3],
      describe: describeItem,
      execute([name, given, givenOptions], caller, prepared) {
        const collection = requireCollection(host, name);
        const options = readDataOptions(host, givenOptions);
        const subjects = itemsOf(host.realm, given);
        const bulk = { host, writer, collection, options, caller, mayInsert, mayUpdate };
        const tally = tallyOf(host, subjects, prepared, (item, so) => write(bulk, item, so));
        return resultOf(host.realm, subjects.length, tally, false);
      },
      hooks: (args) => bulkHooks(host, args, (stored) => (stored === undefined || !mayUpdate ? 'Insert' : 'Update')),
    });
  }

  return {
    bulkInsert: define('bulkInsert', true, false),
    bulkUpdate: define('bulkUpdate', false, true),
    bulkSave: define('bulkSave', true, true),
    bulkRemove: dataFunction(host, 'bulkRemove', {
      arity: [2, 3],
      describe: describeItem,
      execute([name, ids, givenOptions], caller, prepared) {
        const collection = requireCollection(host, name);
        const options = readDataOptions(host, givenOptions);
        const subjects = idsOf(host.realm, collection, ids);
        const tally = tallyOf(host, subjects, prepared, (id, { removedItemIds }) => {
          const before = host.services.items.get(collection._id, String(id), 'primary');
          if (before === undefined || !mayChange(host, caller, options, collection, 'remove', before)) return;
          host.services.items.remove(collection._id, String(id), before);
          removedItemIds.push(String(id));
        });
        return resultOf(host.realm, subjects.length, tally, true);
      },
      hooks: (args) => bulkHooks(host, args, () => 'Remove'),
    }),
  };
}

function write(
  { host, writer, collection, options, caller, mayInsert, mayUpdate }: Bulk,
  subject: unknown,
  tally: Tally,
) {
  const item = subject as Record<string, unknown>;
  const id = item['_id'];
  const before = typeof id === 'string' ? host.services.items.get(collection._id, id, 'primary') : undefined;
  if (before !== undefined) {
    if (!mayUpdate || !mayChange(host, caller, options, collection, 'update', before)) return;
    tally.updatedItemIds.push(writer.replace(collection, item, before).id);
  } else if (mayInsert) {
    authorize(host, caller, options, collection, 'insert');
    const written = writer.insert(collection, item, caller);
    if (written !== undefined) tally.insertedItemIds.push(written.id);
  }
}

/**
 * Performs a bulk call item by item. An item that cannot be written is reported in `errors`, with its place in the list, and the others are
 * written; a missing permission fails the call.
 */
function tallyOf(
  host: ModuleHost,
  given: readonly unknown[],
  prepared: unknown,
  perform: (subject: unknown, tally: Tally) => void,
): Tally {
  const { realm } = host;
  const subjects = (prepared as Subjects | undefined) ?? given.map((value) => ({ value }));
  const tally: Tally = { insertedItemIds: [], updatedItemIds: [], removedItemIds: [], errors: [] };
  for (const [originalIndex, subject] of subjects.entries()) {
    try {
      if ('error' in subject) throw subject.error;
      perform(subject.value, tally);
    } catch (error) {
      if (codeOf(error) === 'WDE0027') throw error;
      const message: unknown = Reflect.get(Object(error) as object, 'message');
      tally.errors.push(
        realm.error(String(message), {
          name: 'BulkError',
          code: codeOf(error),
          item: given[originalIndex],
          originalIndex,
        }),
      );
    }
  }
  return tally;
}

function resultOf(realm: Realm, count: number, tally: Tally, isRemoval: boolean): Record<string, unknown> {
  const { insertedItemIds, updatedItemIds, removedItemIds } = tally;
  const errors = realm.array(tally.errors);
  const changed = insertedItemIds.length + updatedItemIds.length + removedItemIds.length;
  const skipped = count - changed - errors.length;
  if (isRemoval) {
    return realm.object({ removed: changed, skipped, removedItemIds: realm.array(removedItemIds), errors });
  }
  return realm.object({
    inserted: insertedItemIds.length,
    updated: updatedItemIds.length,
    skipped,
    insertedItemIds: realm.array(insertedItemIds),
    updatedItemIds: realm.array(updatedItemIds),
    errors,
  });
}

function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error) as object, 'code');
}

/** "A hook on an interaction that affects multiple items in the collection will be called repeatedly, once for each of the items." */
function bulkHooks(
  host: ModuleHost,
  [collection, given, options]: unknown[],
  actionFor: (stored: object | undefined) => 'Insert' | 'Update' | 'Remove',
): CallHooks | undefined {
  if (!Array.isArray(given)) return undefined;
  const affected: {
    readonly action: 'Insert' | 'Update' | 'Remove';
    readonly stored: Record<string, unknown> | undefined;
  }[] = given.map((subject) => {
    const stored = storedItem(host, collection, subject);
    return { action: actionFor(stored), stored };
  });
  return {
    collection,
    options,
    async before(run) {
      const subjects: Subjects[number][] = [];
      for (const [index, subject] of (given as unknown[]).entries()) {
        const { action, stored } = affected[index] ?? { action: 'Insert', stored: undefined };
        const isRightType = action === 'Remove' ? (value: unknown) => typeof value === 'string' : isItem;
        const copy: unknown = isItem(subject) ? copyItem(host.realm, subject) : subject;
        const currentItem = action === 'Insert' ? undefined : stored;
        try {
          const value = isRightType(subject)
            ? await run(`before${action}`, copy, subject, isRightType, currentItem)
            : subject;
          subjects.push({ value });
        } catch (error) {
          subjects.push({ error });
        }
      }
      return subjects;
    },
    async after(result, run) {
      const { insertedItemIds = [], updatedItemIds = [], removedItemIds = [] } = result as Partial<Tally>;
      const written = new Set([...insertedItemIds, ...updatedItemIds]);
      for (const id of written) {
        const action = insertedItemIds.includes(id) ? 'Insert' : 'Update';
        const before = affected.find(({ stored }) => stored?.['_id'] === id)?.stored;
        const item = storedItem(host, collection, id);
        await run(`after${action}`, item, item, isItem, action === 'Update' ? before : undefined);
      }
      for (const id of removedItemIds) {
        const item = affected.find(({ stored }) => stored?.['_id'] === id)?.stored;
        if (item !== undefined) await run('afterRemove', item, item, isItem);
      }
      return result;
    },
  };
}

function itemsOf(realm: Realm, value: unknown): readonly unknown[] {
  // "The array must contain at least one item. Passing an empty array returns an error."
  if (!Array.isArray(value) || value.length === 0 || !value.every(isItem)) throw wixError(realm, 'WDE0005');
  if (value.some((item) => item['_id'] !== undefined && typeof item['_id'] !== 'string')) {
    throw wixError(realm, 'WDE0005');
  }
  if (value.length > wixLimits.bulkItems) throw wixError(realm, 'WDE0006');
  return value;
}

function idsOf(realm: Realm, collection: CollectionDefinition, value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every((id) => typeof id === 'string')) {
    throw wixError(realm, 'WDE0068');
  }
  if (value.length > wixLimits.bulkItems) throw wixError(realm, 'WDE0069', collection._id);
  return value;
}
