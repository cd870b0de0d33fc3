import { fieldFinding } from '../../changes/finding.ts';
import type { NamedEvent, NameProof } from '../named-event.ts';
import { kindOfStatus } from './compare.ts';
import type { TicketOrder } from './order.ts';
import type { TicketSnapshot } from './snapshot.ts';

/**
 * Returns what the name of a ticket event proves: by its status, a confirmation is a payment, a free order or one to be paid at the door.
 */
export function proveByTicketName({
  proves,
  observed,
}: NamedEvent<TicketOrder, TicketSnapshot>): NameProof<TicketSnapshot> {
  const kind = kindOfStatus.get(observed.status ?? '');
  if (kind === undefined || !proves.includes(kind)) return { findings: [], snapshot: observed };
  return { findings: [fieldFinding(kind, 'status', undefined, observed.status)], snapshot: observed };
}
