import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { Snapshot } from '../../../src/backend/order-events/products/product-models.ts';
import type { TimelineEntry as State } from '../../../src/backend/order-events/timeline/states.ts';
import { msOf } from '../../../src/backend/order-events/values/instant.ts';
import { projectionId } from '../../../src/backend/order-events/wix/projection-item.ts';
import type { Listing, OrderDetail, ShownOrder, TimelineEntry, UnreadableRow } from '../contract/answers.ts';
import type { PastState } from '../../workbench/runs/notification-log.ts';
import { isFound, nameOrder, termsOf, type OrderFacts } from '../../workbench/runs/order-facts.ts';
import type { OrderRef, RunSummary } from '../../workbench/runs/run.ts';
import { orderKeyOf } from '../../workbench/runs/run-rows.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { explainStates } from '../explain/explain-past.ts';
import { spokenName } from '../explain/words.ts';
import { type KeptProjection, projectionRows } from '../site/stored-rows.ts';
import { readNotifications } from './read-notifications.ts';

const LISTED = 300;

/** Returns the orders known to the site, those with the most recent state first. */
export function readOrders(data: DataInspector, history: History, search?: string): Listing<ShownOrder> {
  const { kept, unreadable } = projectionRows(data);
  const terms = termsOf(search);
  const rows = newestOf(kept)
    .map((row) => ({ row, facts: history.factsOf(refOf(row)) }))
    .filter(({ row, facts }) => isFound(terms, Object.values(refOf(row)).join('\n'), facts))
    .map(({ row, facts }) => showOrder(row, facts))
    .sort((left, right) => ((right.lastAt ?? '') < (left.lastAt ?? '') ? -1 : 1))
    .slice(0, LISTED);
  return { rows, unreadable };
}

/** Returns one order and its timeline; `undefined` if the site does not know it. */
export function readOrder(
  data: DataInspector,
  history: History,
  now: number,
  { product, id }: { readonly product: string; readonly id: string },
): { readonly kind: 'read'; readonly order: OrderDetail } | UnreadableRow | undefined {
  const { kept, unreadable } = projectionRows(data);
  const [known] = newestOf(
    kept.filter(({ projection }) => projection.product === product && projection.orderId === id),
  );
  if (known === undefined) return unreadable.find((row) => row.id === projectionId(product, id, revisionOf(row.id)));
  const notifications = readNotifications(data, history, now, { orderId: id }).rows.filter(
    (notification) => notification.product === product,
  );
  const entries: TimelineEntry[] = [
    ...known.projection.timeline.map(stateEntry),
    ...history.listOfOrder(refOf(known)).map(deliveryEntry),
    ...notifications.flatMap(({ key, rule }) => pastEntries(rule, history.statesOf(key))),
  ];
  const timeline = entries.sort((left, right) => right.at - left.at);
  const shown = showOrder(known, history.factsOf(refOf(known)));
  return { kind: 'read', order: { ...shown, told: known.projection.reportedKeys, notifications, timeline } };
}

/** Returns timeline entries for the states in which runs left a notification. */
function pastEntries(rule: string, states: readonly PastState[]): TimelineEntry[] {
  return explainStates(states).map(({ at, tone, text, runId }) => ({
    kind: 'notification',
    at,
    title: rule,
    text,
    tone,
    runId,
  }));
}

function refOf({ projection: { product, orderId } }: KeptProjection): OrderRef {
  return { product, id: orderId };
}

/** Parses the revision at the end of a stored projection's ID. */
function revisionOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('#') + 1));
}

/** Returns the newest revision of each order: replaced revisions are stored until the daily clean-up. */
function newestOf(kept: readonly KeptProjection[]): KeptProjection[] {
  const newest = new Map<string, KeptProjection>();
  for (const row of kept) {
    const key = orderKeyOf(refOf(row));
    const known = newest.get(key);
    if (known === undefined || row.revision > known.revision) newest.set(key, row);
  }
  return [...newest.values()];
}

function showOrder({ projection }: KeptProjection, facts: OrderFacts | undefined): ShownOrder {
  const { product, orderId, timeline, reportedKeys } = projection;
  const last = timeline.at(-1);
  return {
    product,
    id: orderId,
    about: facts === undefined ? null : nameOrder(facts),
    status: last === undefined ? null : statusOf(last.snapshot),
    states: timeline.length,
    changes: reportedKeys.length,
    lastAt: last?.at ?? null,
  };
}

function statusOf(snapshot: Snapshot): string | null {
  const statuses = factsOf(snapshot).filter(([name]) => isStatus(name));
  return statuses.length === 0 ? null : statuses.map(([, value]) => value).join(' · ');
}

function stateEntry({ at, snapshot }: State): TimelineEntry {
  return {
    kind: 'state',
    at: msOf(at),
    title: statusOf(snapshot) ?? 'state without a status',
    text: factsOf(snapshot)
      .filter(([name]) => !isStatus(name))
      .map((fact) => fact.join(' '))
      .join(', '),
    tone: 'info',
    runId: null,
  };
}

function isStatus(name: string): boolean {
  return /status$/i.test(name);
}

/** Returns the scalar fields of a state; the others, such as digests of personal data, mean nothing to people. */
function factsOf({ product: _product, ...fields }: Snapshot): (readonly [name: string, value: string])[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)] as const] : [],
  );
}

function deliveryEntry({ id, at, queuedAt, verdict, failure, changes, name }: RunSummary): TimelineEntry {
  return {
    kind: 'delivery',
    at: at ?? queuedAt,
    title: `Delivery ${id}: ${verdict ?? failure ?? 'waiting'}`,
    text: [spokenName(name), ...changes].join(', '),
    tone: verdict === 'rejected' || failure !== null ? 'problem' : 'info',
    runId: id,
  };
}
