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
      'order-archived',
      { archived: false },
      { archived: true },
      { occurrence: '1', canRepeat: true, previous: { archived: false }, current: { archived: true } },
    ],
    [
      'status-unknown',
      {},
      { status: 'REFUNDED' },
      { occurrence: 'status=REFUNDED', previous: { status: 'PAID' }, current: { status: 'REFUNDED' } },
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

describe('the status of a ticket order', () => {
  it.each<[string | undefined, string | undefined, string[]]>([
    ['INITIATED', 'FREE', ['order-confirmed once']],
    ['INITIATED', 'PENDING', ['order-payment-pending again']],
    ['PENDING', 'PAID', ['order-paid once']],
    ['INITIATED', 'OFFLINE_PENDING', ['order-placed once']],
    ['DECLINED', 'INITIATED', []],
    ['PAID', 'CANCELED', ['order-canceled once']],
    ['PENDING', 'DECLINED', ['order-payment-declined again']],
    ['PENDING', 'AUTHORIZED', ['order-payment-authorized again']],
    ['AUTHORIZED', 'VOIDED', ['order-payment-voided again']],
    ['OFFLINE_PENDING', 'PARTIALLY_PAID', ['order-partially-paid once']],
    ['PAID', 'REFUNDED', ['status-unknown once']],
    ['PAID', 'PAID', []],
    [undefined, 'PAID', []],
    ['PAID', undefined, []],
  ])('that goes from %p to %p is %p', (before, after, told) => {
    const findings = compareTicketOrders({ ...order, status: before }, { ...order, status: after });

    expect(findings.map(({ kind, canRepeat }) => `${kind} ${canRepeat ? 'again' : 'once'}`)).toStrictEqual(told);
  });
});

describe('the tickets of an order', () => {
  function kindsOf(before: Partial<TicketSnapshot>, after: Partial<TicketSnapshot>): string[] {
    return compareTicketOrders({ ...order, ...before }, { ...order, ...after }).map(({ kind }) => kind);
  }

  it.each<[string, Partial<TicketSnapshot>, Partial<TicketSnapshot>, string[]]>([
    ['that it shows for the first time are no addition', { tickets: undefined }, {}, []],
    ['that it shows for the first time after none are no addition', { tickets: {} }, {}, []],
    ['that it does not show are not removed', {}, { tickets: undefined }, []],
    ['that are none at all are not removed', {}, { tickets: {} }, []],
    [
      'of which one goes and one comes are told, both',
      {},
      { tickets: { T1: {}, T3: {} } },
      ['ticket-added', 'ticket-removed'],
    ],
    [
      'are canceled with the order, and it alone is told',
      {},
      { status: 'CANCELED', tickets: { T1: { canceled: true }, T2: { canceled: true } } },
      ['order-canceled'],
    ],
    [
      'of a canceled order are canceled with it, also in a later event',
      { status: 'CANCELED' },
      { status: 'CANCELED', tickets: { T1: { canceled: true }, T2: {} } },
      [],
    ],
    [
      'that were canceled stay so',
      { tickets: { T1: { canceled: true }, T2: {} } },
      { tickets: { T1: { canceled: true }, T2: {} } },
      [],
    ],
    [
      'are archived with the order, and it alone is told',
      { archived: false, tickets: { T1: { archived: false } } },
      { archived: true, tickets: { T1: { archived: true } } },
      ['order-archived'],
    ],
    [
      'are archived by themselves',
      { archived: true, tickets: { T1: { archived: false }, T2: { archived: true } } },
      { archived: true, tickets: { T1: { archived: true }, T2: { archived: false } } },
      ['ticket-archived', 'ticket-unarchived'],
    ],
    [
      'that are checked in at another instant are checked in as before',
      { tickets: { T1: { checkedInAt } } },
      { tickets: { T1: { checkedInAt: dateText('2020-04-28T13:00:00.000Z') } } },
      [],
    ],
    [
      'of an order that was only initiated are checked in with the first event that shows them',
      { status: 'INITIATED', tickets: undefined },
      { tickets: { T1: { checkedInAt }, T2: { canceled: true } } },
      ['order-paid', 'ticket-checked-in', 'ticket-canceled'],
    ],
    [
      'of an order that was more than initiated may have been checked in before',
      { status: 'PENDING', tickets: undefined },
      { tickets: { T1: { checkedInAt } } },
      ['order-paid'],
    ],
    [
      'that are new may have been checked in before',
      { status: 'INITIATED', tickets: { T2: {} } },
      { status: 'INITIATED', tickets: { T1: { checkedInAt }, T2: {} } },
      ['ticket-added'],
    ],
  ])('%s', (_what, before, after, kinds) => {
    expect(kindsOf(before, after)).toStrictEqual(kinds);
  });

  it('are told apart by their numbers, in which a sign has no meaning', () => {
    const findings = compareTicketOrders(
      { ...order, tickets: { 'T@1': { archived: false } } },
      { ...order, tickets: { 'T@1': { archived: true, checkedInAt, canceled: true } } },
    );

    expect(findings.map(({ kind, occurrence, subject }) => [kind, occurrence, subject])).toEqual([
      ['ticket-checked-in', 'T%401@2020-04-28T12:24:20.920Z', 'T@1'],
      ['ticket-canceled', 'T%401', 'T@1'],
      ['ticket-archived', 'T%401@1', 'T@1'],
    ]);
  });
});

describe('the confirmation of a ticket order', () => {
  it.each<[string, Partial<TicketSnapshot>, Partial<TicketSnapshot>, string[]]>([
    ['is told on its own', { confirmed: false }, { confirmed: true }, ['order-confirmed']],
    ['moves with the status', { status: 'PENDING', confirmed: false }, { confirmed: true }, ['order-paid']],
    ['is no news where it was unknown', { confirmed: undefined }, { confirmed: true }, []],
    ['is no news where it is taken back', { confirmed: true }, { confirmed: false }, []],
    ['is no news where it stays away', { confirmed: false }, { confirmed: false }, []],
  ])('%s', (_what, before, after, kinds) => {
    const findings = compareTicketOrders({ ...order, ...before }, { ...order, ...after });

    expect(findings.map(({ kind }) => kind)).toStrictEqual(kinds);
  });
});
