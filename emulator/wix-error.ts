import type { Realm } from './container/realm.ts';

/** Messages of https://dev.wix.com/docs/sdk/backend-modules/data/error-codes, for the codes used by the emulator. */
const messages: Record<string, string> = {
  WDE0001: 'Collection name must be a string.',
  WDE0002: 'Item ID must be a string.',
  WDE0003: 'Field name must be a string.',
  WDE0004: 'Failed to save the item into the collection. Items must be JavaScript objects.',
  WDE0005:
    'Failed to bulk save items into the collection. Items must be an array of JavaScript objects and item IDs must be strings if present.',
  WDE0006: 'Failed to bulk save items into the collection. Cannot insert more than 1000 items in one request.',
  WDE0007: 'Invalid update. Updated object must have an _id property that is a string.',
  WDE0009: 'Document is too large.',
  WDE0014: 'Requests per minute quota exceeded.',
  WDE0016: 'Filter must be an object.',
  WDE0018: 'Options must be an object with boolean properties.',
  WDE0025: 'The collection does not exist. You cannot work with a collection using the Data API before it is created.',
  WDE0027: 'The current user does not have permissions on the collection.',
  WDE0028: 'Operation time limit exceeded.',
  WDE0053: 'Internal wixData error.',
  WDE0068: 'Item IDs must be an array of strings.',
  WDE0069: 'Failed to remove items from the collection. Cannot remove more than 1000 items in one request.',
  WDE0073: 'The item does not exist in the collection.',
  WDE0074: 'WD_ITEM_ALREADY_EXISTS',
  WDE0091: 'Database quota exceeded. Delete some data and try again.',
  WDE0122: 'Processing time quota exceeded.',
  WDE0123: 'WD_UNIQUE_INDEX_CONFLICT',
};

/** Creates an error in Wix's form, with its `code`, or without one if the code is empty; `about` names the collection or item. */
export function wixError(realm: Realm, code: string, about?: string): Error {
  if (code === '') return realm.error('Wix failed.');
  const message = messages[code] ?? `Wix failed with ${code}.`;
  return realm.error(`${code}: ${message}${about === undefined ? '' : ` (${about})`}`, { code });
}
