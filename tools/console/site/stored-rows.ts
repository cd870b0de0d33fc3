import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import { itemTable } from '../../../emulator/storage/collections.ts';
import { fieldExpression } from '../../../emulator/storage/filter-sql.ts';
import { AFTER_DATES, FIRST_DATE } from '../../../emulator/storage/item-codec.ts';
import { decodeItem } from '../../../emulator/storage/item-codec.ts';
import { notificationStatuses, type Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { UnhandledEvent } from '../../../src/backend/order-events/ports/unhandled-events.ts';
import type { Projection } from '../../../src/backend/order-events/timeline/projection.ts';
import { isJsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { msOf } from '../../../src/backend/order-events/values/instant.ts';
import { type CollectionId, collectionIds } from '../../../src/backend/order-events/wix/collection-ids.ts';
import { notificationOfItem } from '../../../src/backend/order-events/wix/notification-item.ts';
import { projectionId, projectionOfItem } from '../../../src/backend/order-events/wix/projection-item.ts';
import { optionalText } from '../../../src/backend/order-events/wix/item-fields.ts';
import { storedId } from '../../../src/backend/order-events/wix/stored-id.ts';
import { unhandledOfItem } from '../../../src/backend/order-events/wix/unhandled-item.ts';
import type { UnreadableRow } from '../contract/answers.ts';
import { messageOf } from '../../workbench/message-of.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { countRows, readPage, searchConditions, type Place, type RowPage, type RowQuery } from './row-pages.ts';

/** A stored row as the site itself reads it, or the reason why it cannot be read. */
export type StoredRow<Kept> = { readonly kind: 'read'; readonly kept: Kept } | UnreadableRow;

/** Rows of one page of a collection, newest first. */
export interface StoredPage<Kept> {
  readonly kept: readonly Kept[];
  readonly unreadable: readonly UnreadableRow[];
  /** Number of rows on all pages. */
  readonly total: number;
  /** Start of the next page; `null` on the last. */
  readonly next: string | null;
}

/** Selects the rows of a page. */
export interface PageWanted {
  /** Words, each of which must occur in the row or in the facts about its order. */
  readonly search?: string | undefined;
  /** Start of the page; default: the newest row. */
  readonly from?: Place | undefined;
}

/** Selects the notifications of a page. */
export interface NotificationsWanted extends PageWanted {
  readonly status?: string | undefined;
  readonly order?: { readonly product: string; readonly id: string } | undefined;
}

/** A projection with its revision number. */
export interface KeptProjection {
  readonly projection: Projection;
  readonly revision: number;
}

type Item = Readonly<Record<string, unknown>>;
type Names = Pick<History, 'findOrders'>;

/** Returns a page of the notifications, the latest created first. */
export function notificationPage(
  data: DataInspector,
  names: Names,
  { search, from, status, order }: NotificationsWanted,
): StoredPage<Notification> {
  const equal = {
    ...(status === undefined ? {} : { status }),
    ...(order === undefined ? {} : { orderId: storedId(order.id), product: order.product }),
  };
  const conditions = searchConditions(search, { order: ORDER_OF_NOTIFICATION, text: 'item.id' }, names);
  const query = { collection: collectionIds.notifications, by: 'createdAt', equal, conditions };
  return pageOf(collectionIds.notifications, readPage(data, query, from), readNotification);
}

/** Number of notifications in each status; `unreadable` are those without one. */
export interface NotificationCounts {
  readonly byStatus: Readonly<Record<string, number>>;
  /** Due time of the next pending one; `null` if none is waiting. */
  readonly nextDueAt: number | null;
}

/** Counts the notifications without reading them. */
export function countNotifications(data: DataInspector): NotificationCounts {
  const [status, dueAt] = [fieldExpression('status'), fieldExpression('dueAt')];
  const rows = data.select(collectionIds.notifications, {
    text: (table) =>
      `SELECT ${status}, count(*), min(CASE WHEN ${dueAt} >= ? AND ${dueAt} < ? THEN ${dueAt} END) FROM ${table} GROUP BY 1`,
    params: [FIRST_DATE, AFTER_DATES],
    indexes: [['status', 'dueAt']],
  });
  const byStatus: Record<string, number> = {};
  let nextDueAt: number | null = null;
  for (const [value = null, count, due = null] of rows) {
    const known = notificationStatuses.find((name) => name === value) ?? 'unreadable';
    byStatus[known] = (byStatus[known] ?? 0) + Number(count);
    if (known === 'pending' && due !== null) nextDueAt = Date.parse(String(due).slice(FIRST_DATE.length));
  }
  return { byStatus, nextDueAt };
}

/** Returns a page of the orders by their newest stored revisions, the latest stored first. */
export function projectionPage(
  data: DataInspector,
  names: Names,
  { search, from }: PageWanted,
): StoredPage<KeptProjection> {
  const order = `substr(${PREFIX}, 1, length(${PREFIX}) - 1)`;
  const conditions = searchConditions(search, { order, text: PREFIX }, names).map(({ text, params }) => ({
    // An index has the IDs without the bodies.
    text: `item.id IN (SELECT item.id FROM ${ORDERS_TABLE} AS item WHERE ${text})`,
    params,
  }));
  const group = { key: PREFIX, isListed: IS_NEWEST_REVISION };
  const query = { collection: collectionIds.orders, by: 'savedAt', equal: {}, conditions, group };
  return pageOf(collectionIds.orders, readPage(data, query, from), readProjection);
}

/** Returns the newest stored revision of an order; `undefined` if there is none. */
export function findProjection(
  data: DataInspector,
  { product, id }: { readonly product: string; readonly id: string },
): StoredRow<KeptProjection> | undefined {
  const order = projectionId(product, id, 0).slice(0, -1);
  const [row] = data.select(collectionIds.orders, {
    text: (table) =>
      `SELECT body FROM ${table} AS item WHERE id > ? AND id < ? AND ${PREFIX} = ? AND ${IS_NEWEST_REVISION} LIMIT 1`,
    params: [order, afterPrefix(order), order],
  });
  return row === undefined ? undefined : readRow(collectionIds.orders, decodeItem(String(row[0])), readProjection);
}

/** Returns a page of the events that could not be handled, the latest first; a large event is put together from its parts. */
export function unhandledPage(data: DataInspector, from: Place | undefined): StoredPage<UnhandledEvent> {
  const page = readPage(data, unhandledQuery, from);
  return pageOf(collectionIds.unhandled, page, (item) => readUnhandled(item, data));
}

/** Counts the events that could not be handled. */
export function countUnhandled(data: DataInspector): number {
  return countRows(data, unhandledQuery);
}

/** Most parts of an event that are stored: see split-text.ts. */
const MAX_PARTS = 20;

const unhandledQuery: RowQuery = {
  collection: collectionIds.unhandled,
  by: 'lastAt',
  // Further parts of a large event are rows of their own.
  equal: { partOf: null },
  weight: `length(body) * coalesce(${fieldExpression('parts')}, 1)`,
  conditions: [],
};

const ORDER_OF_NOTIFICATION = `${fieldExpression('product')} || '/' || ${fieldExpression('orderId')}`;

const ORDERS_TABLE = itemTable(collectionIds.orders);

/** The ID of a projection without the number of its revision: `product/order#`. */
const PREFIX = `rtrim(item.id, '0123456789')`;

/** Replaced revisions are stored until the daily clean-up. In ASCII `$` comes right after `#`. */
const IS_NEWEST_REVISION = `NOT EXISTS (SELECT 1 FROM ${ORDERS_TABLE} AS later
      WHERE later.id > ${PREFIX} AND later.id < substr(${PREFIX}, 1, length(${PREFIX}) - 1) || '$' AND rtrim(later.id, '0123456789') = ${PREFIX}
        AND CAST(substr(later.id, length(${PREFIX}) + 1) AS INTEGER) > CAST(substr(item.id, length(${PREFIX}) + 1) AS INTEGER))`;

function afterPrefix(prefix: string): string {
  return `${prefix.slice(0, -1)}$`;
}

/** Returns the notification with a key; `undefined` if there is none. */
export function findNotification(data: DataInspector, key: string): StoredRow<Notification> | undefined {
  const item = data.get(collectionIds.notifications, storedId(key));
  return item === undefined ? undefined : readRow(collectionIds.notifications, item, readNotification);
}

function pageOf<Kept>(
  collection: CollectionId,
  { items, total, next }: RowPage,
  read: (item: Item) => Kept,
): StoredPage<Kept> {
  const rows = items.map((item) => readRow(collection, item, read));
  return {
    kept: rows.flatMap((row) => (row.kind === 'read' ? [row.kept] : [])),
    unreadable: rows.flatMap((row) => (row.kind === 'unreadable' ? [row] : [])),
    total,
    next,
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

function readUnhandled(item: Item, data: DataInspector): UnhandledEvent {
  const first = unhandledOfItem(item);
  const further = Array.from({ length: Math.min(MAX_PARTS, Number(item['parts'] ?? 1)) - 1 }, (_, index) =>
    data.get(collectionIds.unhandled, `${String(item['_id'])}#${index + 2}`),
  );
  const kept = { ...first, text: [first.text, ...further.map((part) => optionalText(part?.['text']) ?? '')].join('') };
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
