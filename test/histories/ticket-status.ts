import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { issueTickets } from './ticket-order.ts';
import type { TicketOrder } from './ticket-order.ts';

const UNKNOWN_STATUS = 'WAITLISTED';

const nextStatuses: Record<string, readonly string[] | undefined> = {
  INITIATED: ['PAID', 'FREE', 'OFFLINE_PENDING', 'PENDING', 'AUTHORIZED', 'DECLINED', 'PARTIALLY_PAID', 'CANCELED'],
  PENDING: ['PAID', 'AUTHORIZED', 'DECLINED', 'PARTIALLY_PAID', 'CANCELED'],
  OFFLINE_PENDING: ['PAID', 'PARTIALLY_PAID', 'CANCELED'],
  AUTHORIZED: ['PAID', 'VOIDED', 'CANCELED'],
  PARTIALLY_PAID: ['PAID', 'CANCELED'],
  DECLINED: ['PAID', 'PENDING', 'CANCELED'],
  PAID: ['CANCELED'],
  FREE: ['CANCELED'],
  VOIDED: ['CANCELED'],
};

const kindOf: Record<string, string | undefined> = {
  PAID: 'order-paid',
  FREE: 'order-confirmed',
  OFFLINE_PENDING: 'order-placed',
  PENDING: 'order-payment-pending',
  AUTHORIZED: 'order-payment-authorized',
  VOIDED: 'order-payment-voided',
  DECLINED: 'order-payment-declined',
  PARTIALLY_PAID: 'order-partially-paid',
  CANCELED: 'order-canceled',
};

function openStatuses(order: TicketOrder): string[] {
  if (order.isAnonymized) return [];
  return (nextStatuses[order.status] ?? []).filter((to) => !order.statusesSeen.has(to));
}

function become(order: TicketOrder, to: string, chance: Chance, notes: Notes): void {
  const moment = to === 'OFFLINE_PENDING' ? 'placed' : to;
  const kind = kindOf[to];
  order.status = to;
  order.statusesSeen.add(to);
  notes.moves.add('status');
  if (kind !== undefined) report(notes, { kind, moment, facet: 'status', hiddenBy: ['unknown'] });
  if (to === 'CANCELED') return cancelTickets(order, chance, notes);
  if (to === 'PAID' || to === 'FREE') order.isConfirmed = true;
  if (to === 'OFFLINE_PENDING') order.isConfirmed = chance.yes(40);
  if (order.isConfirmed || to === 'OFFLINE_PENDING' || to === 'PARTIALLY_PAID') issueTickets(order, chance);
}

function cancelTickets(order: TicketOrder, chance: Chance, notes: Notes): void {
  if (!order.printsCanceled || chance.yes(30)) return;
  for (const ticket of order.tickets) {
    if (!ticket.isCanceled)
      imply(notes, { kind: 'ticket-canceled', moment: ticket.number, facet: `tickets:canceled:${ticket.number}` });
    ticket.isCanceled = true;
  }
}

function progress(order: TicketOrder, chance: Chance, notes: Notes): void {
  const [first, ...others] = openStatuses(order);
  const isLast = first === 'CANCELED' || chance.yes(10);
  const to = isLast ? 'CANCELED' : chance.oneOf([first ?? 'CANCELED', ...others.filter((one) => one !== 'CANCELED')]);
  if (!isLast || chance.yes(30)) become(order, to, chance, notes);
}

function confirm(order: TicketOrder, chance: Chance, notes: Notes): void {
  order.isConfirmed = true;
  issueTickets(order, chance);
  report(notes, {
    kind: 'order-confirmed',
    moment: 'confirmed',
    facet: 'confirmed',
    hiddenBy: ['status', 'unknown'],
  });
}

function becomeUnknown(order: TicketOrder, _chance: Chance, notes: Notes): void {
  order.knownStatus = order.status;
  order.status = UNKNOWN_STATUS;
  report(notes, { kind: 'status-unknown', moment: UNKNOWN_STATUS, facet: 'unknown', hiddenBy: ['status'] });
}

function becomeKnown(order: TicketOrder, _chance: Chance, notes: Notes): void {
  order.status = order.knownStatus;
  const kind = kindOf[order.status];
  const moment = order.status === 'OFFLINE_PENDING' ? 'placed' : order.status;
  if (kind !== undefined) imply(notes, { kind, moment, facet: 'status' });
  notes.moves.add('unknown');
}

function erase(order: TicketOrder, _chance: Chance, notes: Notes): void {
  order.isAnonymized = true;
  report(notes, { kind: 'order-anonymized', moment: 'anonymized', facet: 'anonymized', inAnyOrder: true });
}

/** Nothing, payment and confirmation, cancellation, a status that nobody knows, and erasure. */
export const ticketStatus: readonly [Move<TicketOrder>, ...Move<TicketOrder>[]] = [
  { weight: 4, parts: [], allowed: () => true, apply: () => undefined },
  {
    weight: 12,
    parts: ['status', 'tickets'],
    allowed: (order) => openStatuses(order).length > 0,
    apply: progress,
  },
  {
    weight: 5,
    parts: ['status', 'tickets'],
    allowed: (order) =>
      !order.isAnonymized &&
      !order.isConfirmed &&
      ['PENDING', 'OFFLINE_PENDING'].includes(order.status) &&
      order.hasUnconfirmed,
    apply: confirm,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) =>
      order.knownStatus === '' &&
      order.statusesSeen.size > 1 &&
      ['PAID', 'OFFLINE_PENDING'].includes(order.status) &&
      !order.isAnonymized,
    apply: becomeUnknown,
  },
  {
    weight: 15,
    parts: [],
    allowed: (order) => order.status === UNKNOWN_STATUS && !order.isAnonymized,
    apply: becomeKnown,
  },
  {
    weight: 1,
    parts: [],
    allowed: (order) => !order.isAnonymized,
    apply: erase,
  },
];
