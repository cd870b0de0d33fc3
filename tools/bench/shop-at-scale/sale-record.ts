import type { SaleOrder } from './sale-orders.ts';

/** Reason why the sending of an email is unknowable: its handler stopped after it, or could not save the result, or Wix did not answer. */
export type WindowKind = 'stopped' | 'not-noted';

/** Record of one notification of one order. */
export interface SentRecord {
  /** Times at which emails were sent. */
  readonly sentAt: number[];
  /** Unknowable windows that opened between an email and saving its result. */
  readonly windows: WindowKind[];
}

/** Record of a simulated sale, for judging it. */
export interface SaleRecord {
  readonly sent: Map<string, SentRecord>;
  /** Orders with a handler that stopped, was throttled, or got no answer. */
  readonly disturbed: Set<string>;
  /** `order/event` of the events that a handler, the job or a reconcile run handled completely. */
  readonly handled: Set<string>;
  /** Number of handlers that stopped. */
  stopped: number;
  /** Number of handlers that rejected, because the event could be neither handled nor stored. */
  threw: number;
}

/** Creates an empty record. */
export function emptyRecord(): SaleRecord {
  return { sent: new Map(), disturbed: new Set(), handled: new Set(), stopped: 0, threw: 0 };
}

/** Returns the record of one notification, created on first use. */
export function recordOf({ sent }: SaleRecord, rule: string, order: string): SentRecord {
  const label = `${rule} ${order}`;
  const known = sent.get(label) ?? { sentAt: [], windows: [] };
  sent.set(label, known);
  return known;
}

/** A notification that a sale should send: its rule, its order, and the time of its change. */
export interface ExpectedNotice {
  readonly rule: 'paid' | 'canceled';
  readonly order: SaleOrder;
  readonly happenedAt: number;
}

/** Returns all notifications that should be sent, each exactly once. */
export function expectedNotices(orders: readonly SaleOrder[]): ExpectedNotice[] {
  return orders.flatMap((order) => [
    { rule: 'paid' as const, order, happenedAt: order.paidAt },
    ...(order.canceledAt === undefined ? [] : [{ rule: 'canceled' as const, order, happenedAt: order.canceledAt }]),
  ]);
}
