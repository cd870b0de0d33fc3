import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { SaleOrder } from './sale-orders.ts';
import { expectedNotices, type ExpectedNotice, type SaleRecord } from './sale-record.ts';

/** Outcome of all notifications that a sale should send. */
export interface Verdicts {
  readonly expected: number;
  readonly sent: number;
  /** Changes shown by an event that were neither sent nor recorded as sent too late. */
  readonly losses: number;
  /** Surplus emails outside the unknowable window. */
  readonly repeats: number;
  /** Recorded as too old when detected, or when it could be sent. */
  readonly expired: number;
  /** All attempts were refused. */
  readonly failed: number;
  /** No completely handled event showed the change, or none showed the state before it. */
  readonly unseen: number;
  /** Its event is still stored for the job. */
  readonly waiting: number;
  /** Sent again by a rule that resends, because a handler stopped between the email and saving its result. */
  readonly resentStopped: number;
  /** Sent again because saving the email's result was refused. */
  readonly resentNotNoted: number;
  /** Left to the owner by a rule that holds. */
  readonly held: number;
  /** Left to the owner, because the event that showed the change contains no contact, such as that of a newly begun order. */
  readonly noContact: number;
  /** Sorted times from the change to the first email, in milliseconds: of undisturbed orders, and of the others. */
  readonly calm: readonly number[];
  readonly disturbed: readonly number[];
  readonly faults: readonly string[];
}

/**
 * Judges a sale by the emails sent. `rows` are the notifications by `rule order`; a site without an outbox has none. `waiting` are the
 * numbers of orders with stored events.
 */
export function judgeSale(
  orders: readonly SaleOrder[],
  record: SaleRecord,
  rows: ReadonlyMap<string, Notification> | undefined,
  waiting: ReadonlySet<string> = new Set(),
): Verdicts {
  const counts = {
    sent: 0,
    losses: 0,
    repeats: 0,
    expired: 0,
    failed: 0,
    waiting: 0,
    unseen: 0,
    resentStopped: 0,
    resentNotNoted: 0,
    held: 0,
    noContact: 0,
  };
  const [calm, disturbed, faults]: [number[], number[], string[]] = [[], [], []];
  const expected = expectedNotices(orders);
  for (const notice of expected) {
    const label = `${notice.rule} ${notice.order.number}`;
    const { sentAt, windows } = record.sent.get(label) ?? { sentAt: [], windows: [] };
    const [first] = sentAt;
    if (first === undefined) {
      const why = whyNotSent(notice, record, rows, { label, waiting });
      counts[why] += 1;
      if (why === 'losses') faults.push(`${label}: never sent`);
      continue;
    }
    counts.sent += 1;
    (record.disturbed.has(notice.order.number) ? disturbed : calm).push(first - notice.happenedAt);
    const again = sentAt.length - 1;
    const inWindow = Math.min(again, windows.length);
    const notNoted = Math.min(inWindow, windows.filter((kind) => kind === 'not-noted').length);
    counts.resentNotNoted += notNoted;
    counts.resentStopped += inWindow - notNoted;
    counts.repeats += again - inWindow;
    if (again > inWindow) faults.push(`${label}: sent ${String(sentAt.length)} times`);
    if (rows?.get(label)?.status === 'unknown') counts.held += 1;
  }
  const ascending = (left: number, right: number): number => left - right;
  return {
    expected: expected.length,
    ...counts,
    calm: calm.sort(ascending),
    disturbed: disturbed.sort(ascending),
    faults,
  };
}

type Unsent = 'losses' | 'waiting' | 'expired' | 'failed' | 'unseen' | 'held' | 'noContact';

function whyNotSent(
  { rule, order: { number } }: ExpectedNotice,
  { handled }: SaleRecord,
  rows: ReadonlyMap<string, Notification> | undefined,
  { label, waiting }: { readonly label: string; readonly waiting: ReadonlySet<string> },
): Unsent {
  const status = rows?.get(label)?.status;
  if (status === 'expired') return 'expired';
  if (status === 'failed') return 'failed';
  if (status === 'unknown') return 'held';
  if (status === 'held') return 'noContact';
  if (status !== undefined || rows === undefined) return 'losses';
  const was = (event: string): boolean => handled.has(`${number}/${event}`);
  const wasPaid = was('paid') || was('again');
  // A cancellation has no date, so it counts as new only after an earlier state; a payment of a new order counts.
  const isShown =
    rule === 'canceled' ? was('canceled') && (was('begun') || wasPaid) : wasPaid && (was('begun') || !was('canceled'));
  if (!isShown) return 'unseen';
  return waiting.has(number) ? 'waiting' : 'losses';
}
