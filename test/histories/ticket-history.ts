import type * as fc from 'fast-check';

import { histories } from './growing.ts';
import type { OrderHistory } from './history.ts';
import { passSomeTime } from './instants.ts';
import { tellTickets } from './ticket-event.ts';
import { beginTickets } from './ticket-order.ts';
import { ticketsAtTheDoor } from './ticket-door.ts';
import { ticketEdits } from './ticket-edits.ts';
import { ticketStatus } from './ticket-status.ts';

/** Legal histories of ticket orders, as `wixEvents_onOrderUpdated` tells them. */
export function ticketHistories(): fc.Arbitrary<OrderHistory> {
  return histories({
    begin: beginTickets,
    moves: [...ticketStatus, ...ticketsAtTheDoor, ...ticketEdits],
    idOf: (order) => order.number,
    pass: (order, chance) => passSomeTime(order.clock, chance),
    tell: tellTickets,
  });
}
