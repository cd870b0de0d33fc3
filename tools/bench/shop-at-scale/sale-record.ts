import type { SaleOrder } from './sale-orders.ts';

/** Why nobody can know whether an email went out: its handler was stopped after it, or could not note it, or Wix gave no answer. */
export type WindowKind = 'stopped' | 'not-noted';

/** What happened to one notification of one order. */
export interface SentRecord {
  /** When each email went out. */
  readonly sentAt: number[];
  /** The windows that opened between an email and the note of it. */
  readonly windows: WindowKind[];
}

/** What the judge needs to know of a simulated sale. */
export interface SaleRecord {
  readonly sent: Map<string, SentRecord>;
  /** Orders of which a handler was stopped, throttled, or left without an answer. */
  readonly disturbed: Set<string>;
  /** `order/event` of those that a handler, the job, or a reconcile run handled to its end. */
  readonly handled: Set<string>;
  /** Handlers that were stopped. */
  stopped: number;
  /** Handlers that rejected: the event could neither be handled nor kept. */
  threw: number;
}

/** A record in which nothing has happened. */
export function emptyRecord(): SaleRecord {
  return { sent: new Map(), disturbed: new Set(), handled: new Set(), stopped: 0, threw: 0 };
}

/** The record of one notification, made when it is first asked for. */
export function recordOf({ sent }: SaleRecord, rule: string, order: string): SentRecord {
  const label = `${rule} ${order}`;
  const known = sent.get(label) ?? { sentAt: [], windows: [] };
  sent.set(label, known);
  return known;
}

/** A notification that a sale is to send: which, of which order, and when its news happened. */
export interface ExpectedNotice {
  readonly rule: 'paid' | 'canceled';
  readonly order: SaleOrder;
  readonly happenedAt: number;
}

/** All that is to be sent, each exactly once. */
export function expectedNotices(orders: readonly SaleOrder[]): ExpectedNotice[] {
  return orders.flatMap((order) => [
    { rule: 'paid' as const, order, happenedAt: order.paidAt },
    ...(order.canceledAt === undefined ? [] : [{ rule: 'canceled' as const, order, happenedAt: order.canceledAt }]),
  ]);
}
