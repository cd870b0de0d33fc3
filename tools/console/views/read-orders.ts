import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { Snapshot } from '../../../src/backend/order-events/products/product-models.ts';
import type { TimelineEntry as State } from '../../../src/backend/order-events/timeline/states.ts';
import { msOf } from '../../../src/backend/order-events/values/instant.ts';
import type { Listing, OrderDetail, ShownOrder, TimelineEntry, UnreadableRow } from '../contract/answers.ts';
import type { PastState } from '../../workbench/runs/notification-log.ts';
import { nameOrder, type OrderFacts } from '../../workbench/runs/order-facts.ts';
import type { OrderRef, RunSummary } from '../../workbench/runs/run.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { explainStates } from '../explain/explain-past.ts';
import { spokenName } from '../explain/words.ts';
import { findProjection, type KeptProjection, type PageWanted, projectionPage } from '../site/stored-rows.ts';
import { readNotifications } from './read-notifications.ts';

/** Returns a page of the orders known to the site, the latest stored first. */
export function readOrders(data: DataInspector, history: History, wanted: PageWanted = {}): Listing<ShownOrder> {
  const { kept, ...page } = projectionPage(data, history, wanted);
  return { ...page, rows: kept.map((row) => showOrder(row, history.factsOf(refOf(row)))) };
}

/** Returns one order and its timeline; `undefined` if the site does not know it. */
export function readOrder(
  data: DataInspector,
  history: History,
  now: number,
  order: { readonly product: string; readonly id: string },
): { readonly kind: 'read'; readonly order: OrderDetail } | UnreadableRow | undefined {
  const row = findProjection(data, order);
  if (row?.kind !== 'read') return row;
  const { kept: known } = row;
  const notifications = readNotifications(data, history, now, { order });
  const deliveries = history.listOfOrder(refOf(known));
  const entries: TimelineEntry[] = [
    ...known.projection.timeline.map(stateEntry),
    ...deliveries.map(deliveryEntry),
    ...notifications.rows.flatMap(({ key, rule }) => pastEntries(rule, history.statesOf(key))),
  ];
  const timeline = entries.sort((left, right) => right.at - left.at);
  const shown = showOrder(known, history.factsOf(refOf(known)));
  const deliveriesLeftOut = history.countOfOrder(refOf(known)) - deliveries.length;
  const { reportedKeys: told } = known.projection;
  return { kind: 'read', order: { ...shown, told, notifications, timeline, deliveriesLeftOut } };
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
