import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { newTicket, nextMoment } from './ticket-order.ts';
import type { Ticket, TicketOrder } from './ticket-order.ts';

/** Whether single tickets can be worked on. */
export function hasLiveTickets(order: TicketOrder): boolean {
  return !order.isAnonymized && order.status !== 'CANCELED' && order.tickets.length > 0;
}

/** Picks one of the tickets that a test accepts. */
export function pickTicket(order: TicketOrder, chance: Chance, test: (ticket: Ticket) => boolean): Ticket | undefined {
  const open = order.tickets.filter(test);
  return open[chance.below(open.length)];
}

/** Notes a change of one ticket. */
export function noteTicket(order: TicketOrder, ticket: Ticket, kind: string, aspect: string, notes: Notes): void {
  const facet = `tickets:${aspect}:${ticket.number}`;
  const hiddenBy = [`tickets:exists:${ticket.number}`];
  report(notes, { kind, moment: nextMoment(order, ticket.number), facet, hiddenBy });
}

function isInside(ticket: Ticket): boolean {
  return ticket.checkIn !== undefined && ticket.checkIn.canceledMs === undefined;
}

function checkIn(order: TicketOrder, chance: Chance, notes: Notes): void {
  const howMany = chance.between(1, 2);
  for (let count = 0; count < howMany; count += 1) {
    const ticket = pickTicket(order, chance, (one) => !isInside(one) && !one.isCanceled);
    if (ticket === undefined) return;
    const before = ticket.checkIn?.createdMs ?? 0;
    ticket.checkIn = { createdMs: Math.max(before + 2, order.clock.ms), canceledMs: undefined };
    noteTicket(order, ticket, 'ticket-checked-in', 'checkin', notes);
  }
}

function undoCheckIn(order: TicketOrder, chance: Chance, notes: Notes): void {
  const ticket = pickTicket(order, chance, isInside);
  if (ticket?.checkIn === undefined) return;
  if (chance.yes(50)) ticket.checkIn.canceledMs = order.clock.ms;
  else ticket.checkIn = undefined;
  noteTicket(order, ticket, 'ticket-check-in-undone', 'checkin', notes);
}

function removeTicket(order: TicketOrder, chance: Chance, notes: Notes): void {
  const ticket = pickTicket(order, chance, () => true);
  if (ticket === undefined || order.tickets.length < 2) return;
  order.tickets = order.tickets.filter((one) => one !== ticket);
  noteTicket(order, ticket, 'ticket-removed', 'exists', notes);
}

function archiveOrder(order: TicketOrder, chance: Chance, notes: Notes): void {
  order.isArchived = !order.isArchived;
  const word = order.isArchived ? 'archived' : 'unarchived';
  report(notes, { kind: `order-${word}`, moment: nextMoment(order, 'archive'), facet: 'archived' });
  if (chance.yes(40)) return;
  for (const ticket of order.tickets) {
    if (ticket.isArchived === order.isArchived) continue;
    ticket.isArchived = order.isArchived;
    const facet = `tickets:archived:${ticket.number}`;
    imply(notes, { kind: `ticket-${word}`, moment: nextMoment(order, ticket.number), facet });
  }
}

function archiveTicket(order: TicketOrder, chance: Chance, notes: Notes): void {
  const ticket = pickTicket(order, chance, () => true);
  if (ticket === undefined) return;
  ticket.isArchived = !ticket.isArchived;
  const kind = ticket.isArchived ? 'ticket-archived' : 'ticket-unarchived';
  const facet = `tickets:archived:${ticket.number}`;
  const hiddenBy = ['archived', `tickets:exists:${ticket.number}`];
  const note = ticket.isArchiveShown ? report : imply;
  note(notes, { kind, moment: nextMoment(order, ticket.number), facet, hiddenBy });
}

function addTicket(order: TicketOrder, chance: Chance, notes: Notes): void {
  const ticket = newTicket(order, chance);
  order.tickets.splice(chance.below(order.tickets.length + 1), 0, ticket);
  noteTicket(order, ticket, 'ticket-added', 'exists', notes);
}

function cancelTicket(order: TicketOrder, chance: Chance, notes: Notes): void {
  const ticket = pickTicket(order, chance, (one) => !one.isCanceled);
  if (ticket === undefined) return;
  ticket.isCanceled = true;
  const facet = `tickets:canceled:${ticket.number}`;
  const hiddenBy = ['status', `tickets:exists:${ticket.number}`];
  report(notes, { kind: 'ticket-canceled', moment: ticket.number, facet, hiddenBy });
}

/** What happens to tickets: check-in and its undoing, archive, cancellation, more and fewer of them. */
export const ticketsAtTheDoor: readonly Move<TicketOrder>[] = [
  {
    weight: 9,
    parts: ['checkin', 'tickets'],
    allowed: (order) =>
      hasLiveTickets(order) && order.tickets.some((ticket) => !isInside(ticket) && !ticket.isCanceled),
    apply: checkIn,
  },
  {
    weight: 7,
    parts: ['checkin', 'tickets'],
    allowed: (order) => hasLiveTickets(order) && order.tickets.some(isInside),
    apply: undoCheckIn,
  },
  {
    weight: 3,
    parts: ['tickets', 'exists'],
    allowed: hasLiveTickets,
    apply: addTicket,
  },
  {
    weight: 2,
    parts: ['tickets', 'exists'],
    allowed: (order) => hasLiveTickets(order) && order.tickets.length > 1,
    apply: removeTicket,
  },
  {
    weight: 3,
    parts: ['tickets', 'canceled'],
    allowed: (order) =>
      hasLiveTickets(order) && order.printsCanceled && order.tickets.some((ticket) => !ticket.isCanceled),
    apply: cancelTicket,
  },
  { weight: 4, parts: ['archived'], allowed: (order) => !order.isAnonymized, apply: archiveOrder },
  { weight: 4, parts: ['archived', 'tickets'], allowed: hasLiveTickets, apply: archiveTicket },
];
