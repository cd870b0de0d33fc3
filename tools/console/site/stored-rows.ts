import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { UnhandledEvent } from '../../../src/backend/order-events/ports/unhandled-events.ts';
import type { Projection } from '../../../src/backend/order-events/timeline/projection.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { msOf } from '../../../src/backend/order-events/values/instant.ts';
import { type CollectionId, collectionIds } from '../../../src/backend/order-events/wix/collection-ids.ts';
import { notificationOfItem } from '../../../src/backend/order-events/wix/notification-item.ts';
import { projectionOfItem } from '../../../src/backend/order-events/wix/projection-item.ts';
import { storedId } from '../../../src/backend/order-events/wix/stored-id.ts';
import { unhandledOfItem } from '../../../src/backend/order-events/wix/unhandled-item.ts';
import type { UnreadableRow } from '../contract/answers.ts';
import { messageOf } from '../../workbench/message-of.ts';

/** A stored row as the site itself reads it, or the reason why it cannot be read. */
export type StoredRow<Kept> = { readonly kind: 'read'; readonly kept: Kept } | UnreadableRow;

/** Rows of a collection. */
export interface StoredRows<Kept> {
  readonly kept: Kept[];
  readonly unreadable: readonly UnreadableRow[];
}

/** A projection with its revision number. */
export interface KeptProjection {
  readonly projection: Projection;
  readonly revision: number;
}

/** Maximum number of items of a collection that a view reads. */
const ROWS_READ = 5_000;

type Item = Record<string, unknown>;

/** Returns the notifications, unordered. */
export function notificationRows(data: DataInspector): StoredRows<Notification> {
  return readRows(data, collectionIds.notifications, readNotification);
}

/** Returns every stored revision of every order, unordered. */
export function projectionRows(data: DataInspector): StoredRows<KeptProjection> {
  return readRows(data, collectionIds.orders, readProjection);
}

/** Returns the events that could not be handled, unordered. */
export function unhandledRows(data: DataInspector): StoredRows<UnhandledEvent> {
  return readRows(data, collectionIds.unhandled, readUnhandled);
}

/** Returns the notification with a key; `undefined` if there is none. */
export function findNotification(data: DataInspector, key: string): StoredRow<Notification> | undefined {
  const item = data.get(collectionIds.notifications, storedId(key));
  return item === undefined ? undefined : readRow(collectionIds.notifications, item, readNotification);
}

function readRows<Kept>(data: DataInspector, collection: CollectionId, read: (item: Item) => Kept): StoredRows<Kept> {
  const rows = data.items(collection, ROWS_READ).map((item) => readRow(collection, item, read));
  return {
    kept: rows.flatMap((row) => (row.kind === 'read' ? [row.kept] : [])),
    unreadable: rows.flatMap((row) => (row.kind === 'unreadable' ? [row] : [])),
  };
}

function readRow<Kept>(collection: CollectionId, item: Item, read: (item: Item) => Kept): StoredRow<Kept> {
  try {
    return { kind: 'read', kept: read(item) };
  } catch (error) {
    const problem = messageOf(error);
    return { kind: 'unreadable', collection, id: String(item['_id']), problem };
  }
}

function readNotification(item: Item): Notification {
  const kept = notificationOfItem(item);
  const { emailId } = kept.channel === 'triggeredEmail' ? kept.call : { emailId: '' };
  requireTexts({ ...kept, emailId }, ['key', 'product', 'orderId', 'change', 'rule', 'emailId', 'status']);
  requireNumbers(kept, ['attempts', 'expiresAt', 'createdAt']);
  requireNumbers(
    kept,
    (['dueAt', 'settledAt'] as const).filter((field) => kept[field] !== undefined),
  );
  return kept;
}

function readProjection(item: Item): KeptProjection {
  const { projection, revision } = projectionOfItem(item);
  if (projection === undefined) throw new Error(`It has the form ${String(item['version'])}, which is not read here.`);
  requireTexts(projection, ['product', 'orderId']);
  const isSound = projection.timeline.every(({ at, snapshot }) => isJsonObject(snapshot) && !Number.isNaN(msOf(at)));
  if (!isSound) throw new Error('A state of its timeline has no snapshot, or no time that can be read.');
  return { projection, revision };
}

function readUnhandled(item: Item): UnhandledEvent {
  const kept = unhandledOfItem(item);
  requireTexts(kept, ['id', 'handler', 'text']);
  requireNumbers(kept, ['count', 'firstAt', 'lastAt']);
  return kept;
}

/** The mappers trust stored rows, but the fields that a view shows must exist. */
function requireTexts<Kept extends object>(kept: Kept, fields: readonly (keyof Kept & string)[]): void {
  const missing = fields.filter((field) => typeof kept[field] !== 'string');
  if (missing.length > 0) throw new Error(`It has no text in ${missing.join(', ')}.`);
}

function requireNumbers<Kept extends object>(kept: Kept, fields: readonly (keyof Kept & string)[]): void {
  const missing = fields.filter((field) => !Number.isFinite(kept[field]));
  if (missing.length > 0) throw new Error(`It has no number or date in ${missing.join(', ')}.`);
}
