import { compareTicketOrders } from '../../../src/backend/order-events/products/tickets/compare.ts';
import type { TicketSnapshot } from '../../../src/backend/order-events/products/tickets/snapshot.ts';
import { dateText } from '../../support/typed-texts.ts';

const checkedInAt = dateText('2020-04-28T12:24:20.920Z');
const order: TicketSnapshot = { product: 'wix-events', status: 'PAID', confirmed: true, tickets: { T1: {}, T2: {} } };

describe('a change of a ticket order', () => {
  it.each<[string, Partial<TicketSnapshot>, Partial<TicketSnapshot>, object]>([
    [
      'order-confirmed',
      { confirmed: false },
      {},
      { occurrence: '1', canRepeat: false, previous: { confirmed: false }, current: { confirmed: true } },
    ],
    [
      'order-canceled',
      {},
      { status: 'CANCELED' },
      { occurrence: '1', canRepeat: false, previous: { status: 'PAID' }, current: { status: 'CANCELED' } },
    ],
    [
      'order-payment-declined',
      {},
      { status: 'DECLINED' },
      { occurrence: '1', canRepeat: true, previous: { status: 'PAID' }, current: { status: 'DECLINED' } },
    ],
    [
      'ticket-checked-in',
      {},
      { tickets: { T1: { checkedInAt }, T2: {} } },
      {
        occurrence: `T1@${checkedInAt}`,
        canRepeat: false,
        at: checkedInAt,
        previous: { ticketNumber: 'T1', checkedInAt: null },
        current: { ticketNumber: 'T1', checkedInAt },
      },
    ],
    [
      'ticket-check-in-undone',
      { tickets: { T1: { checkedInAt }, T2: {} } },
      {},
      {
        occurrence: `T1@${checkedInAt}`,
        canRepeat: false,
        at: undefined,
        previous: { ticketNumber: 'T1', checkedInAt },
        current: { ticketNumber: 'T1', checkedInAt: null },
      },
    ],
    [
      'ticket-canceled',
      {},
      { tickets: { T1: { canceled: true }, T2: {} } },
      {
        occurrence: 'T1',
        canRepeat: false,
        previous: { ticketNumber: 'T1' },
        current: { ticketNumber: 'T1', canceled: true },
      },
    ],
    [
      'ticket-archived',
      { tickets: { T1: { archived: false }, T2: {} } },
      { tickets: { T1: { archived: true }, T2: {} } },
      {
        occurrence: 'T1@1',
        canRepeat: true,
        previous: { ticketNumber: 'T1', archived: false },
        current: { ticketNumber: 'T1', archived: true },
      },
    ],
    [
      'ticket-added',
      {},
      { tickets: { T1: {}, T2: {}, T3: {} } },
      { occurrence: 'T3', canRepeat: true, previous: { ticketNumber: 'T3' }, current: { ticketNumber: 'T3' } },
    ],
    [
      'ticket-removed',
      {},
      { tickets: { T1: {} } },
      { occurrence: 'T2', canRepeat: true, previous: { ticketNumber: 'T2' }, current: { ticketNumber: 'T2' } },
    ],
    [
      'guest-details-changed',
      { tickets: { T1: { guest: { all: 'a', fields: { email: '1', phone: '2' } } }, T2: {} } },
      { tickets: { T1: { guest: { all: 'b', fields: { email: '3', phone: '2' } } }, T2: {} } },
      {
        occurrence: 'T1@b',
        canRepeat: true,
        previous: { ticketNumber: 'T1' },
        current: { ticketNumber: 'T1', fields: ['email'] },
      },
    ],
    [
      'buyer-details-changed',
      { buyer: { all: 'a', fields: { email: '1' } } },
      { buyer: { all: 'b', fields: { email: '3' } } },
      { occurrence: 'b', canRepeat: true, previous: {}, current: { fields: ['email'] } },
    ],
  ])('shows what moved, and which time it is: %s', (kind, before, after, finding) => {
    const findings = compareTicketOrders({ ...order, ...before }, { ...order, ...after });

    expect(findings).toMatchObject([{ kind, ...finding }]);
  });
});
