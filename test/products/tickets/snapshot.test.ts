import {
  carryTicketOrder,
  forgetTicketDetails,
  projectTicketOrder,
  type TicketSnapshot,
} from '../../../src/backend/order-events/products/tickets/snapshot.ts';
import { parsedTicketOrder } from '../../support/parsed-order.ts';
import { dateText } from '../../support/typed-texts.ts';

const PRODUCT = 'wix-events';

describe('the state of a ticket order after an event', () => {
  it.each([
    ['PAID', undefined],
    ['FREE', undefined],
    ['OFFLINE_PENDING', undefined],
    ['DECLINED', false],
    [undefined, false],
  ])('keeps that it is not confirmed over %p as %p', (status, confirmed) => {
    const before: TicketSnapshot = { product: PRODUCT, status: 'PENDING', confirmed: false };

    expect(carryTicketOrder(before, { product: PRODUCT, status })).toMatchObject({ confirmed });
  });

  it('drops a check-in that the ticket no longer has, and keeps what else it did not show', () => {
    const before: TicketSnapshot = {
      product: PRODUCT,
      tickets: { T1: { checkedInAt: dateText('2020-04-28T12:24:20.920Z'), archived: true, canceled: true }, T2: {} },
    };

    expect(carryTicketOrder(before, { product: PRODUCT, tickets: { T1: {} } })).toMatchObject({
      tickets: { T1: { checkedInAt: undefined, archived: true, canceled: true } },
    });
    expect(carryTicketOrder(before, { product: PRODUCT })).toMatchObject({ tickets: before.tickets });
  });

  it('keeps each field that the event did not show', () => {
    const before: TicketSnapshot = {
      product: PRODUCT,
      status: 'PAID',
      confirmed: true,
      archived: true,
      buyer: { all: 'a', fields: { email: '1' } },
      tickets: { T1: { guest: { all: 'b', fields: { email: '2' } } } },
    };

    expect(carryTicketOrder(before, { product: PRODUCT })).toEqual(before);
    expect(carryTicketOrder(before, { product: PRODUCT, tickets: { T1: {}, T2: { archived: false } } })).toEqual({
      ...before,
      tickets: { T1: { guest: { all: 'b', fields: { email: '2' } } }, T2: { archived: false } },
    });
  });

  it('shows what the event shows', () => {
    const before: TicketSnapshot = {
      product: PRODUCT,
      status: 'PAID',
      confirmed: true,
      archived: true,
      tickets: { T1: { archived: true, canceled: true } },
    };
    const after: TicketSnapshot = {
      product: PRODUCT,
      status: 'PENDING',
      confirmed: false,
      archived: false,
      tickets: { T1: { archived: false, canceled: false, checkedInAt: dateText('2020-04-28T12:24:20.920Z') } },
    };

    expect(carryTicketOrder(before, after)).toEqual(after);
  });

  it.each([
    ['PAID', true],
    ['CANCELED', undefined],
  ])('says of an order that was paid and is %s that it is confirmed: %p', (status, confirmed) => {
    const before: TicketSnapshot = { product: PRODUCT, status: 'PAID', confirmed: true };

    expect(carryTicketOrder(before, { product: PRODUCT, status }).confirmed).toBe(confirmed);
  });
});

describe('what is stored of a ticket order', () => {
  const guest = { firstName: 'Jane', lastName: 'Doe', email: 'jane@x.org', contactId: 'c1' };
  const form = {
    inputValues: [
      { inputName: 'size', value: 'L' },
      { inputName: 'age', value: '41' },
    ],
  };
  const digest = { fingerprint: 'key', of: (text: string) => `<${text}>` };

  function fieldsOfFirst(count: number, ticket: object): string[] {
    const others = Array.from({ length: count - 1 }, (_none, index) => ({ ticketNumber: `T${String(index)}` }));
    const order = parsedTicketOrder({ orderNumber: '1', tickets: [{ ticketNumber: 'first', ...ticket }, ...others] });
    const { tickets } = projectTicketOrder(order, digest, undefined);
    return Object.keys(tickets?.['first']?.guest?.fields ?? {}).sort();
  }

  it('has each answer of a guest up to forty tickets, and one digest of all answers above', () => {
    expect(fieldsOfFirst(40, { ...guest, form })).toEqual([
      'age',
      'contactId',
      'email',
      'firstName',
      'lastName',
      'size',
    ]);
    expect(fieldsOfFirst(41, { ...guest, form })).toEqual(['contactId', 'email', 'firstName', 'form', 'lastName']);
    expect(fieldsOfFirst(41, { firstName: 'Jane' })).toEqual(['firstName']);
  });

  it('has nothing of guests above six hundred tickets', () => {
    expect(fieldsOfFirst(600, guest)).toEqual(['contactId', 'email', 'firstName', 'lastName']);
    expect(fieldsOfFirst(601, guest)).toStrictEqual([]);
  });

  it('asks for the digest of each text once', () => {
    const asked: string[] = [];
    const of = (text: string): string => {
      asked.push(text);
      return text;
    };
    const ticket = { firstName: 'Jane', email: 'jane@x.org' };
    const order = parsedTicketOrder({
      orderNumber: '1',
      ...ticket,
      tickets: ['T1', 'T2'].map((ticketNumber) => ({ ticketNumber, ...ticket })),
    });
    projectTicketOrder(order, { fingerprint: 'key', of }, undefined);

    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('has no digest of a person once that is forgotten', () => {
    const snapshot: TicketSnapshot = {
      product: PRODUCT,
      status: 'PAID',
      buyer: { all: 'a', fields: { email: '1' } },
      tickets: { T1: { archived: true, guest: { all: 'b', fields: { email: '2' } } } },
    };

    expect(forgetTicketDetails(snapshot)).toEqual({
      product: PRODUCT,
      status: 'PAID',
      tickets: { T1: { archived: true } },
    });
    expect(forgetTicketDetails({ product: PRODUCT, status: 'PAID' }).tickets).toBeUndefined();
  });
});
