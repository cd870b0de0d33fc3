import { ticketModel } from '../../../src/backend/order-events/products/tickets/ticket-model.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedTicketOrder } from '../../support/parsed-order.ts';

const order = parsedTicketOrder(documentedPayload('wixEvents_onOrderUpdated'));

it('gives the tickets by their numbers', () => {
  const numbers = order.tickets?.map(({ number }) => number) ?? [];

  expect(numbers).toStrictEqual(['FMXC-BZG3-OT021', 'FMXC-BZG3-OT041']);
  expect([...(ticketModel.ticketsOf?.(order) ?? [])].map(([number, ticket]) => [number, ticket.number])).toStrictEqual(
    numbers.map((number) => [number, number]),
  );
  expect(ticketModel.ticketsOf?.({ ...order, tickets: undefined }).size).toBe(0);
});

it('counts the tickets, which make an order large', () => {
  const ticket = { name: 'Standard' } as never;

  expect(ticketModel.sizeLimit?.countParts({ product: 'wix-events', tickets: { one: ticket, two: ticket } })).toBe(2);
  expect(ticketModel.sizeLimit?.countParts({ product: 'wix-events' })).toBe(0);
});
