import type { ProductModel } from '../product-model.ts';
import { compareTicketOrders } from './compare.ts';
import { findTicketNewsAtFirstSight } from './first-sight.ts';
import { proveByTicketName } from './prove-by-name.ts';
import { guestsOf, readTicketOrder, type TicketOrder } from './order.ts';
import { carryTicketOrder, forgetTicketDetails, projectTicketOrder, type TicketSnapshot } from './snapshot.ts';

/** Statuses after which come only check-ins, which are over with the event, and manual changes. */
const finalStatuses = ['PAID', 'FREE', 'CANCELED', 'DECLINED', 'VOIDED'];

/** Ticket orders of Wix Events. */
export const ticketModel: ProductModel<TicketOrder, TicketSnapshot> = {
  marks: ['orderNumber', 'tickets', 'checkoutForm'],
  readOrder: readTicketOrder,
  project: projectTicketOrder,
  carryOver: carryTicketOrder,
  forgetDetails: forgetTicketDetails,
  lifeOf: ({ status = '' }) => (finalStatuses.includes(status) ? 'over' : 'idle'),
  compare: compareTicketOrders,
  findAtFirstSight: findTicketNewsAtFirstSight,
  findByName: proveByTicketName,
  movesAlong: [],
  sizeLimit: {
    countParts: ({ tickets }) => Object.keys(tickets ?? {}).length,
    oneStateAbove: 200,
    twoStatesAbove: 40,
  },
  guestsOf,
  ticketsOf: ({ tickets = [] }) => new Map(tickets.map((ticket) => [ticket.number, ticket])),
};
