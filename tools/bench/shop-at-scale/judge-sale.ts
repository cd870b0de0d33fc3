import type { Notification } from '../../../src/backend/order-events/ports/notifications.ts';
import type { SaleOrder } from './sale-orders.ts';
import { expectedNotices, type ExpectedNotice, type SaleRecord } from './sale-record.ts';

/** Outcome of everything that a sale was to send. */
export interface Verdicts {
  readonly expected: number;
  readonly sent: number;
  /** Something showed the change, and nobody was told or put down as told too late. */
  readonly losses: number;
  /** Emails too many, outside the window in which nobody can know. */
  readonly repeats: number;
  /** Put down as too old to tell when it was noticed, or when it could be sent. */
  readonly expired: number;
  /** All attempts were refused. */
  readonly failed: number;
  /** Nothing that was handled to its end showed the change, or showed the state before it. */
  readonly unseen: number;
  /** Sent again by a rule that resends, because a handler was stopped between the email and the note of it. */
  readonly resentStopped: number;
  /** Sent again because the note of the email was refused. */
  readonly resentNotNoted: number;
  /** Left to the owner by a rule that holds. */
  readonly held: number;
  /** Left to the owner, because the event that showed the change names no contact, as that of an order begun. */
  readonly noContact: number;
  /** Milliseconds from the change to the first email, in order; of orders that nothing disturbed, and of the others. */
  readonly calm: readonly number[];
  readonly disturbed: readonly number[];
  readonly faults: readonly string[];
}

/** Judges a sale by what was sent. `rows` are the notifications by `rule order`; a site without an outbox has none. */
export function judgeSale(
  orders: readonly SaleOrder[],
  record: SaleRecord,
  rows: ReadonlyMap<string, Notification> | undefined,
): Verdicts {
  const counts = {
    sent: 0,
    losses: 0,
    repeats: 0,
    expired: 0,
    failed: 0,
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
      const why = whyNotSent(notice, record, rows, label);
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

type Unsent = 'losses' | 'expired' | 'failed' | 'unseen' | 'held' | 'noContact';

function whyNotSent(
  { rule, order: { number } }: ExpectedNotice,
  { handled }: SaleRecord,
  rows: ReadonlyMap<string, Notification> | undefined,
  label: string,
): Unsent {
  const status = rows?.get(label)?.status;
  if (status === 'expired') return 'expired';
  if (status === 'failed') return 'failed';
  if (status === 'unknown') return 'held';
  if (status === 'held') return 'noContact';
  if (status !== undefined || rows === undefined) return 'losses';
  const was = (event: string): boolean => handled.has(`${number}/${event}`);
  const wasPaid = was('paid') || was('again');
  // A cancellation has no date of its own, so it is news only beside an earlier state; a payment is, where the order is new.
  const isShown =
    rule === 'canceled' ? was('canceled') && (was('begun') || wasPaid) : wasPaid && (was('begun') || !was('canceled'));
  return isShown ? 'losses' : 'unseen';
}
