import { fieldFinding, type Finding } from '../../changes/finding.ts';
import { msOf, type Instant } from '../../values/instant.ts';
import { FRESH_ORDER_MS } from '../fresh-order.ts';
import { findUnknownTicketStatus } from './compare.ts';
import type { TicketOrder } from './order.ts';
import type { TicketSnapshot } from './snapshot.ts';

const kindOfConfirmation = new Map([
  ['PAID', 'order-paid'],
  ['FREE', 'order-confirmed'],
] as const);

/**
 * Returns what the first event of a ticket order shows to have just happened: the payment, or the confirmation of a free order, if the
 * order was created minutes ago. A ticket order does not say when it was canceled, so its cancellation may be years old.
 */
export function findTicketNewsAtFirstSight(
  snapshot: TicketSnapshot,
  order: TicketOrder,
  happenedAt: Instant,
): Finding[] {
  const { status } = snapshot;
  if (status !== 'PAID' && status !== 'FREE') return findUnknownTicketStatus(snapshot);
  const kind = kindOfConfirmation.get(status);
  if (kind === undefined || !isFresh(order, happenedAt) || isFurther(snapshot)) return [];
  return [fieldFinding(kind, 'status', undefined, status, { notBefore: order.createdAt })];
}

function isFresh({ createdAt }: TicketOrder, happenedAt: Instant): boolean {
  if (createdAt === undefined) return false;
  const ageMs = msOf(happenedAt) - Date.parse(createdAt);
  return ageMs >= 0 && ageMs <= FRESH_ORDER_MS;
}

/** `true` if the order shows something that comes after its confirmation. */
function isFurther({ archived, tickets }: TicketSnapshot): boolean {
  const states = Object.values(tickets ?? {});
  return (
    archived === true || states.some(({ checkedInAt, canceled }) => checkedInAt !== undefined || canceled === true)
  );
}
