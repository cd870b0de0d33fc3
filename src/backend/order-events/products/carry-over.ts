import { ownValue } from '../values/own-value.ts';
import { mergeActivities } from './shop/activity-list.ts';
import { mergeDetails } from '../values/detail-digests.ts';
import type { EcomSnapshot, PlanSnapshot, Snapshot, TicketSnapshot, TicketState } from './snapshot.ts';

/**
 * The state of an order after an event: what the event told, and for the rest what was known before it. An absent field
 * is unknown, not emptied.
 */
export function carryOver(before: Snapshot | undefined, told: Snapshot): Snapshot {
  switch (told.product) {
    case 'wix-events':
      return before?.product === told.product ? carryTicketOrder(before, told) : told;
    case 'wix-pricing-plans':
      return before?.product === told.product ? carryPlanOrder(before, told) : told;
    case 'wix-ecom':
      return before?.product === told.product ? carryEcomOrder(before, told) : told;
  }
}

/** Ticket orders in these statuses are confirmed, or may have been before they got there. */
const statusesAfterConfirmation = new Set(['PAID', 'FREE', 'OFFLINE_PENDING', 'CANCELED']);

function carryTicketOrder(before: TicketSnapshot, told: TicketSnapshot): TicketSnapshot {
  const mayConfirm = told.status !== before.status && statusesAfterConfirmation.has(told.status ?? '');
  return {
    product: told.product,
    status: told.status ?? before.status,
    confirmed: told.confirmed ?? (mayConfirm ? undefined : before.confirmed),
    archived: told.archived ?? before.archived,
    buyer: mergeDetails(before.buyer, told.buyer),
    tickets: told.tickets === undefined ? before.tickets : carryTickets(before.tickets, told.tickets),
  };
}

function carryTickets(
  before: TicketSnapshot['tickets'],
  told: Readonly<Record<string, TicketState>>,
): Readonly<Record<string, TicketState>> {
  const states = Object.entries(told).map(([number, ticket]): [string, TicketState] => {
    const earlier = ownValue(before, number);
    const state = {
      // Wix drops the check-in of a ticket that is not checked in.
      checkedInAt: ticket.checkedInAt,
      archived: ticket.archived ?? earlier?.archived,
      canceled: ticket.canceled ?? earlier?.canceled,
      guest: mergeDetails(earlier?.guest, ticket.guest),
    };
    return [number, state];
  });
  return Object.fromEntries(states);
}

function carryPlanOrder(before: PlanSnapshot, told: PlanSnapshot): PlanSnapshot {
  return { ...withKnown(before, told), buyer: mergeDetails(before.buyer, told.buyer) };
}

function carryEcomOrder(before: EcomSnapshot, told: EcomSnapshot): EcomSnapshot {
  const isPaymentMoved = told.paymentStatus !== undefined && told.paymentStatus !== before.paymentStatus;
  return {
    ...withKnown(before, told),
    // A payment moves what is left to pay, whether or not its event says how much.
    balance: told.balance ?? (isPaymentMoved ? undefined : before.balance),
    activities: mergeActivities(before.activities, told.activities),
    buyer: mergeDetails(before.buyer, told.buyer),
    shipping: mergeDetails(before.shipping, told.shipping),
    billing: mergeDetails(before.billing, told.billing),
  };
}

function withKnown<Kept extends Snapshot>(before: Kept, told: Kept): Kept {
  const state = { ...before };
  for (const field of Object.keys(told) as (keyof Kept)[]) {
    if (told[field] !== undefined) state[field] = told[field];
  }
  return state;
}
