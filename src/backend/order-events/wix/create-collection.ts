import { elevate } from 'wix-auth';
import { collections, type CollectionField } from 'wix-data.v2';

import type { CollectionId } from './collection-ids.ts';

/** Token of the call that inserted the row, until the row is saved again. */
const writer = text('writer');

const fieldsOf: Readonly<Record<CollectionId, readonly CollectionField[]>> = {
  OrderEventsOrders: [
    text('product'),
    text('orderId'),
    text('timeline'),
    text('told'),
    text('eventIds'),
    number('version'),
    ...['revision', 'forgotten'].map(number),
    instant('savedAt'),
    writer,
  ],
  OrderEventsNotifications: [
    ...['key', 'product', 'orderId', 'change', 'occurrence', 'evidence', 'occurredAt', 'rule', 'emailId'].map(text),
    ...['contactId', 'memberId', 'ifUnknown', 'marks', 'status', 'reason', 'source'].map(text),
    object('variables'),
    ...['attempts', 'attemptLimit', 'doubts'].map(number),
    ...['dueAt', 'expiresAt', 'createdAt', 'settledAt'].map(instant),
    writer,
  ],
  OrderEventsAttempts: [instant('claimedAt'), writer],
  OrderEventsUnhandled: [
    ...['handler', 'text', 'marks', 'orderId', 'path', 'expected', 'found', 'failure', 'partOf'].map(text),
    ...['count', 'parts', 'part'].map(number),
    ...['firstAt', 'lastAt'].map(instant),
    writer,
  ],
  OrderEventsRecorded: [...['handler', 'text', 'marks'].map(text), instant('receivedAt'), writer],
  OrderEventsErasures: [text('marks'), ...['askedAt', 'dueAt', 'sweptAt'].map(instant), writer],
  OrderEventsJobs: [...['startedAt', 'finishedAt'].map(instant), ...['report', 'progress'].map(object)],
};

/**
 * Creates a collection that only the site's own code and its owner can use, so that the first event is not lost because nobody set up the
 * site: https://dev.wix.com/docs/velo/apis/wix-data-v2/collections/create-data-collection
 */
export async function createCollection(id: CollectionId): Promise<void> {
  const permissions = { insert: 'ADMIN', update: 'ADMIN', remove: 'ADMIN', read: 'ADMIN' } as const;
  await elevate(collections.createDataCollection)({ _id: id, fields: [...fieldsOf[id]], permissions });
}

function text(key: string): CollectionField {
  return { key, type: 'TEXT' };
}

function number(key: string): CollectionField {
  return { key, type: 'NUMBER' };
}

function object(key: string): CollectionField {
  return { key, type: 'OBJECT' };
}

function instant(key: string): CollectionField {
  return { key, type: 'DATETIME' };
}
