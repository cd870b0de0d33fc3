import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { OrderDetail, ShownOrder, TimelineEntry } from '../contract/answers.ts';
import type { RunSummary } from '../contract/run.ts';
import type { History } from '../history/open-history.ts';
import { collectionNames } from '../site/collection-names.ts';
import { listAt, numberAt, objectOf, ROWS_READ, textAt } from '../site/stored-rows.ts';
import { readNotifications } from './read-notifications.ts';

type Row = Readonly<Record<string, unknown>>;
const LISTED = 300;

/** The orders that the site knows, those with the latest state first. */
export function readOrders(data: DataInspector): ShownOrder[] {
  return newestRows(data)
    .map(showOrder)
    .sort((left, right) => ((right.lastAt ?? '') < (left.lastAt ?? '') ? -1 : 1))
    .slice(0, LISTED);
}

/** One order with all that happened to it; `undefined` when the site does not know it. */
export function readOrder(
  data: DataInspector,
  history: History,
  now: number,
  { product, id }: { readonly product: string; readonly id: string },
): OrderDetail | undefined {
  const row = newestRows(data).find((item) => item['product'] === product && item['orderId'] === id);
  if (row === undefined) return undefined;
  const notifications = readNotifications(data, history, now, { orderId: id });
  const entries: TimelineEntry[] = [
    ...listAt(row, 'timeline').map(stateEntry),
    ...history.listOfOrder(product, id).map(deliveryEntry),
    ...notifications.map(({ rule, status, words, createdAt, settledAt, runId }): TimelineEntry => {
      const tone = status === 'sent' ? 'sent' : status === 'pending' ? 'waiting' : 'not-sent';
      return {
        kind: 'notification',
        at: settledAt ?? createdAt ?? 0,
        title: `${status}: ${rule}`,
        text: words,
        tone,
        runId,
      };
    }),
  ];
  const timeline = entries.sort((left, right) => right.at - left.at);
  return { ...showOrder(row), told: listAt(row, 'told').map(String), timeline };
}

/** Of each order the newest revision: those that it replaced stay until the daily clean-up. */
function newestRows(data: DataInspector): Row[] {
  const newest = new Map<string, Row>();
  for (const row of data.items(collectionNames.orders, ROWS_READ)) {
    const key = `${String(row['product'])}/${String(row['orderId'])}`;
    const known = newest.get(key);
    if (known === undefined || numberAt(row, 'revision') > numberAt(known, 'revision')) newest.set(key, row);
  }
  return [...newest.values()];
}

function showOrder(row: Row): ShownOrder {
  const timeline = listAt(row, 'timeline').map(objectOf);
  const last = timeline.at(-1);
  return {
    product: textAt(row, 'product') ?? '',
    id: textAt(row, 'orderId') ?? '',
    status: statusOf(last),
    states: timeline.length,
    changes: listAt(row, 'told').length,
    lastAt: last === undefined ? null : textAt(last, 'at'),
  };
}

function statusOf(entry: Row | undefined): string | null {
  const snapshot = objectOf(entry?.['snapshot']);
  const texts = ['status', 'paymentStatus', 'fulfillmentStatus'].map((field) => textAt(snapshot, field));
  const known = texts.filter((text) => text !== null);
  return known.length === 0 ? null : known.join(' · ');
}

function stateEntry(value: unknown): TimelineEntry {
  const entry = objectOf(value);
  const at = Date.parse(String(entry['at']).replace(/(\.\d{3})\d*Z$/, '$1Z'));
  return {
    kind: 'state',
    at: Number.isNaN(at) ? 0 : at,
    title: statusOf(entry) ?? 'state without a status',
    text: describeSnapshot(objectOf(entry['snapshot'])),
    tone: 'info',
    runId: null,
  };
}

/** The short facts of a state; digests of personal details say nothing to people. */
function describeSnapshot(snapshot: Row): string {
  return Object.entries(snapshot)
    .filter(
      ([name, value]) =>
        name !== 'product' && !/status$/i.test(name) && ['string', 'number', 'boolean'].includes(typeof value),
    )
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

function deliveryEntry({ id, at, queuedAt, verdict, failure, changes, name }: RunSummary): TimelineEntry {
  return {
    kind: 'delivery',
    at: at ?? queuedAt,
    title: `Delivery ${id}: ${verdict ?? failure ?? 'waiting'}`,
    text: changes.length === 0 ? name : `${name}: ${changes.join(', ')}`,
    tone: verdict === 'rejected' || failure !== null ? 'problem' : 'info',
    runId: id,
  };
}
