import { guid } from './chance.ts';
import type { Chance } from './chance.ts';
import { imply, report } from './growing.ts';
import type { Notes } from './growing.ts';
import { DAY_MS, MINUTE_MS, startClock } from './instants.ts';
import type { Clock } from './instants.ts';

/** One ticket of an order. */
export interface Ticket {
  readonly number: string;
  readonly definitionId: string;
  readonly memberId: string;
  contactId: string;
  firstName: string;
  readonly lastName: string;
  email: string;
  comment: string;
  isArchived: boolean;
  /** Whether an event has shown yet if the ticket is archived. */
  isArchiveShown: boolean;
  isCanceled: boolean;
  checkIn: { readonly createdMs: number; canceledMs: number | undefined } | undefined;
}

/** A ticket order as it is on Wix's side. */
export interface TicketOrder {
  readonly clock: Clock;
  readonly ids: {
    readonly event: string;
    readonly contact: string;
    readonly member: string;
    readonly definition: string;
  };
  readonly number: string;
  /** Whether tickets print `canceled`, as the REST form does. */
  readonly printsCanceled: boolean;
  readonly hasUnconfirmed: boolean;
  readonly createdMs: number;
  status: string;
  knownStatus: string;
  readonly statusesSeen: Set<string>;
  isConfirmed: boolean;
  isArchived: boolean;
  firstName: string;
  readonly lastName: string;
  email: string;
  answer: string;
  tickets: Ticket[];
  ticketCount: number;
  count: number;
  isAnonymized: boolean;
}

/** Makes an order in the middle of any stage of its life, and notes what its first event tells. */
export function beginTickets(chance: Chance, notes: Notes): TicketOrder {
  const order = plainOrder(chance);
  imply(notes, { kind: 'order-placed', moment: 'placed', facet: 'placed' });
  const stages = [
    'PAID',
    'INITIATED',
    'INITIATED',
    'INITIATED',
    'PENDING',
    'OFFLINE_PENDING',
    'FREE',
    'AUTHORIZED',
    'CANCELED',
  ] as const;
  order.status = chance.oneOf(stages);
  order.statusesSeen.add(order.status);
  order.isConfirmed = ['PAID', 'FREE', 'CANCELED'].includes(order.status);
  if (order.isConfirmed || order.status === 'OFFLINE_PENDING') issueTickets(order, chance);
  for (const ticket of order.tickets) {
    if (chance.yes(20))
      ticket.checkIn = { createdMs: order.clock.ms - chance.below(MINUTE_MS) - 100, canceledMs: undefined };
    if (chance.yes(10)) ticket.isArchived = true;
  }
  noteConfirmation(order, notes);
  return order;
}

/** The payment, or the confirmation of a free order, is told by the first event where the order is young and shows nothing later. */
function noteConfirmation(order: TicketOrder, notes: Notes): void {
  if (order.status !== 'PAID' && order.status !== 'FREE') return;
  const isYoung = order.clock.ms - order.createdMs < 10 * MINUTE_MS;
  const isFurther = order.isArchived || order.tickets.some((ticket) => ticket.checkIn !== undefined);
  const note = isYoung && !isFurther ? report : imply;
  const kind = order.status === 'PAID' ? 'order-paid' : 'order-confirmed';
  note(notes, { kind, moment: order.status, facet: 'status' });
}

function plainOrder(chance: Chance): TicketOrder {
  const clock = startClock(chance);
  const letters = guid(chance).toUpperCase();
  return {
    clock,
    ids: { event: guid(chance), contact: guid(chance), member: guid(chance), definition: guid(chance) },
    number: `${letters.slice(0, 4)}-${letters.slice(9, 13)}-${letters.slice(14, 16)}`,
    printsCanceled: chance.yes(60),
    hasUnconfirmed: chance.yes(50),
    createdMs: clock.ms - (chance.yes(30) ? chance.below(5 * MINUTE_MS) : 11 * MINUTE_MS + chance.below(DAY_MS)) - 300,
    status: 'PAID',
    knownStatus: '',
    statusesSeen: new Set(),
    isConfirmed: false,
    isArchived: chance.yes(10),
    firstName: 'John',
    lastName: 'Doe',
    email: 'john.doe@example.com',
    answer: 'None',
    tickets: [],
    ticketCount: 0,
    count: 0,
    isAnonymized: false,
  };
}

/** Adds the first tickets, if there are none yet. */
export function issueTickets(order: TicketOrder, chance: Chance): void {
  if (order.tickets.length > 0) return;
  const howMany = chance.between(1, 4);
  for (let count = 0; count < howMany; count += 1) order.tickets.push(newTicket(order, chance));
}

/** Makes a ticket with a number of its own. */
export function newTicket(order: TicketOrder, chance: Chance): Ticket {
  order.ticketCount += 1;
  return {
    number: `${order.number}${String(order.ticketCount).padStart(2, '0')}1`,
    definitionId: order.ids.definition,
    memberId: order.ids.member,
    contactId: guid(chance),
    firstName: chance.oneOf(['John', 'Jane', 'Łukasz'] as const),
    lastName: 'Doe',
    email: 'jane.doe@example.com',
    comment: 'Comment',
    isArchived: false,
    isArchiveShown: false,
    isCanceled: false,
    checkIn: undefined,
  };
}

/** A new moment of something that may happen again. */
export function nextMoment(order: TicketOrder, what: string): string {
  order.count += 1;
  return `${what} ${order.count}`;
}
