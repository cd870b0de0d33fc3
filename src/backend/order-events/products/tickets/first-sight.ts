import { fieldFinding, type Finding } from '../../changes/finding.ts';
import { findUnknownTicketStatus } from './compare.ts';
import type { TicketSnapshot } from './snapshot.ts';

/** What the first event of a ticket order says has just happened: a cancellation is the one status that says it. */
export function findTicketNewsAtFirstSight(snapshot: TicketSnapshot): Finding[] {
  const { status } = snapshot;
  if (status === 'CANCELED') return [fieldFinding('order-canceled', 'status', undefined, status)];
  return findUnknownTicketStatus(snapshot);
}
