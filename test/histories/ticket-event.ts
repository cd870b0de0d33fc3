import { shuffled } from './chance.ts';
import type { Chance } from './chance.ts';
import type { Notes } from './growing.ts';
import { present } from './history.ts';
import type { Json, JsonObject, Step } from './history.ts';
import { advance, printInstant } from './instants.ts';
import type { Ticket, TicketOrder } from './ticket-order.ts';

/** Tells what was noted in one event of `wixEvents_onOrderUpdated`. */
export function tellTickets(order: TicketOrder, notes: Notes, noise: Chance, stepsSoFar: number): Step[] {
  advance(order.clock, 1 + noise.below(noise.yes(20) ? 9_000 : 300), noise);
  const moved = new Set([...notes.moves].map((facet) => facet.split(':').slice(0, 2).join(':')));
  const areFlagsNews = ['archived', 'confirmed', 'tickets:archived'].some((facet) => moved.has(facet));
  const areFlagsHidden = stepsSoFar > 0 && !areFlagsNews && noise.yes(8);
  const isFormHidden = stepsSoFar > 0 && !moved.has('buyer') && noise.yes(4);
  const hides = [
    ...(areFlagsHidden ? ['archived', 'confirmed'] : []),
    ...(isFormHidden ? ['buyer'] : []),
    ...(order.tickets.length === 0 || areFlagsHidden ? ['tickets'] : []),
  ];
  if (!areFlagsHidden) for (const ticket of order.tickets) ticket.isArchiveShown = true;
  const { reported, implied } = notes;
  const event = ticketEvent(order, noise, areFlagsHidden, isFormHidden, notes.moves.has('anonymized'));
  return [{ handler: 'wixEvents_onOrderUpdated', event, reported, implied, moves: [...notes.moves], hides }];
}

function ticketEvent(
  order: TicketOrder,
  noise: Chance,
  areFlagsHidden: boolean,
  isFormHidden: boolean,
  isErasing: boolean,
): JsonObject {
  const isBare = order.isAnonymized;
  const hasTickets = order.tickets.length > 0;
  const isRestStyle = noise.yes(30) || order.printsCanceled;
  const printsValues = !noise.yes(30);
  const form = [
    formInput('firstName', order.firstName, printsValues),
    formInput('lastName', order.lastName, printsValues),
    formInput('email', order.email, printsValues),
    formInput('diet', order.answer, printsValues),
  ];
  return present({
    timestamp: new Date(order.clock.ms).toISOString(),
    eventId: order.ids.event,
    orderNumber: order.number,
    contactId: hasTickets ? order.ids.contact : emptyOrNothing(noise),
    memberId: hasTickets && !noise.yes(10) ? order.ids.member : emptyOrNothing(noise),
    created: hasTickets || noise.yes(30) ? printInstant(order.createdMs, noise) : undefined,
    firstName: isBare ? emptyOrNothing(noise) : order.firstName,
    lastName: isBare ? emptyOrNothing(noise) : order.lastName,
    email: isBare ? emptyOrNothing(noise) : order.email,
    confirmed: areFlagsHidden || !isConfirmedShown(order) ? undefined : order.isConfirmed,
    status: order.status,
    method: hasTickets ? noise.oneOf(['payPal', 'payPal', ''] as const) : undefined,
    archived: areFlagsHidden ? undefined : order.isArchived,
    checkoutForm: isBare || isFormHidden ? undefined : { inputValues: form },
    tickets: hasTickets ? ticketList(order, noise, areFlagsHidden, printsValues) : noise.yes(30) ? [] : undefined,
    invoice:
      hasTickets && noise.yes(25) ? { currency: 'USD', grandTotal: { value: '123.00', currency: 'USD' } } : undefined,
    language: isRestStyle ? 'en' : undefined,
    updated: isRestStyle ? printInstant(order.clock.ms, noise) : undefined,
    triggeredByAnonymizeRequest: isErasing || (isRestStyle ? false : undefined),
  });
}

/** An unpaid order of the older kind does not print the flag. */
function isConfirmedShown(order: TicketOrder): boolean {
  return order.isConfirmed || order.hasUnconfirmed;
}

function emptyOrNothing(noise: Chance): Json | undefined {
  return noise.yes(40) ? '' : undefined;
}

function formInput(inputName: string, value: string, printsValues: boolean): JsonObject {
  return printsValues ? { inputName, value, values: [] } : { inputName, value };
}

function ticketList(order: TicketOrder, noise: Chance, areFlagsHidden: boolean, printsValues: boolean): Json[] {
  const tickets = noise.yes(40) ? shuffled(order.tickets, noise) : order.tickets;
  return tickets.map((ticket) => ticketEntry(order, ticket, noise, areFlagsHidden, printsValues));
}

function ticketEntry(
  order: TicketOrder,
  ticket: Ticket,
  noise: Chance,
  areFlagsHidden: boolean,
  printsValues: boolean,
): JsonObject {
  const isBare = order.isAnonymized;
  const amount = noise.oneOf(['amount', 'amount', 'value'] as const);
  return present({
    ticketNumber: ticket.number,
    ticketDefinitionId: ticket.definitionId,
    ticketName: order.printsCanceled ? 'Standard' : undefined,
    checkIn: checkInEntry(ticket, noise),
    price: { [amount]: '123.00', currency: 'USD' },
    archived: areFlagsHidden ? undefined : ticket.isArchived,
    canceled: order.printsCanceled ? ticket.isCanceled : undefined,
    anonymized: isBare ? true : undefined,
    firstName: isBare ? '' : ticket.firstName,
    lastName: isBare ? '' : ticket.lastName,
    email: isBare ? '' : ticket.email,
    contactId: isBare ? '' : ticket.contactId,
    memberId: noise.yes(10) ? undefined : ticket.memberId,
    confirmed: noise.yes(10) ? undefined : true,
    form: isBare ? undefined : guestForm(ticket, printsValues),
  });
}

function checkInEntry(ticket: Ticket, noise: Chance): JsonObject | undefined {
  if (ticket.checkIn === undefined) return undefined;
  const { createdMs, canceledMs } = ticket.checkIn;
  return present({
    created: printInstant(createdMs, noise),
    checkInCanceledDate: canceledMs === undefined ? undefined : printInstant(canceledMs, noise),
  });
}

function guestForm(ticket: Ticket, printsValues: boolean): JsonObject {
  const address: JsonObject = { inputName: 'address', values: ['100 Gansevoort St', 'New York City'] };
  if (printsValues) address['value'] = '';
  const inputs = [
    formInput('comment', ticket.comment, printsValues),
    formInput('email', ticket.email, printsValues),
    address,
  ];
  return { inputValues: inputs };
}
