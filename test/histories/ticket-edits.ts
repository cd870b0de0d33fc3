import { guid } from './chance.ts';
import type { Chance } from './chance.ts';
import { report } from './growing.ts';
import type { Move, Notes } from './growing.ts';
import { hasLiveTickets, noteTicket, pickTicket } from './ticket-door.ts';
import { nextMoment } from './ticket-order.ts';
import type { TicketOrder } from './ticket-order.ts';

const names = ['John', 'Jane', 'Łukasz'] as const;
const emails = ['john.doe@example.com', 'jd@example.org', 'jane.doe@example.com'] as const;
const answers = ['None', 'Vegetarian', 'Comment'] as const;

function other<Value extends string>(values: readonly [Value, ...Value[]], value: string, chance: Chance): Value {
  const at = values.findIndex((one) => one === value);
  return values[(at + chance.between(1, values.length - 1)) % values.length] ?? values[0];
}

function changeBuyer(order: TicketOrder, chance: Chance, notes: Notes): void {
  const what = chance.oneOf(['name', 'email', 'answer', 'all'] as const);
  if (what === 'name' || what === 'all') order.firstName = other(names, order.firstName, chance);
  if (what === 'email' || what === 'all') order.email = other(emails, order.email, chance);
  if (what === 'answer' || what === 'all') order.answer = other(answers, order.answer, chance);
  report(notes, { kind: 'buyer-details-changed', moment: nextMoment(order, 'buyer'), facet: 'buyer' });
}

function changeGuest(order: TicketOrder, chance: Chance, notes: Notes): void {
  const ticket = pickTicket(order, chance, () => true);
  if (ticket === undefined) return;
  const what = chance.oneOf(['name', 'email', 'contact', 'comment'] as const);
  if (what === 'name') ticket.firstName = other(names, ticket.firstName, chance);
  if (what === 'email') ticket.email = other(emails, ticket.email, chance);
  if (what === 'contact') ticket.contactId = guid(chance, order.count);
  if (what === 'comment') ticket.comment = other(answers, ticket.comment, chance);
  noteTicket(order, ticket, 'guest-details-changed', 'guest', notes);
}

/** Corrections of the buyer's and the guests' details. */
export const ticketEdits: readonly Move<TicketOrder>[] = [
  { weight: 6, parts: ['buyer'], allowed: (order) => !order.isAnonymized, apply: changeBuyer },
  { weight: 6, parts: ['guest', 'tickets'], allowed: hasLiveTickets, apply: changeGuest },
];
