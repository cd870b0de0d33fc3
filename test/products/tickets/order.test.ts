import { guestsOf } from '../../../src/backend/order-events/products/tickets/order.ts';
import { changed, type PayloadChanges } from '../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../support/documented-payloads.ts';
import { parsedEvent, parsedTicketOrder } from '../../support/parsed-order.ts';

const payload = documentedPayload('wixEvents_onOrderUpdated');

describe('a ticket order', () => {
  it('is read as the document prints it', () => {
    const order = parsedTicketOrder(payload);

    expect(order).toMatchObject({
      product: 'wix-events',
      id: 'FMXC-BZG3-OT',
      number: 'FMXC-BZG3-OT',
      ticketedEventId: '566e7be9-1410-4095-ae7a-349a4ac95c6b',
      contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
      memberId: 'b272b0bb-d013-415a-8461-e8a175fe8dc6',
      email: 'john.doe@somedomain.com',
      firstName: 'John',
      status: 'PAID',
      confirmed: true,
      archived: false,
      buyer: {
        firstName: 'John',
        lastName: 'Doe',
        email: 'john.doe@somedomain.com',
        contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
      },
    });
    expect(order.language).toBeUndefined();
  });

  it('has its tickets as the document prints them', () => {
    const { tickets } = parsedTicketOrder(payload);

    expect(tickets).toMatchObject([
      {
        number: 'FMXC-BZG3-OT021',
        definitionId: 'd72874cb-012a-4ad2-afbb-57fe8cf1e308',
        price: { amount: '123', currency: 'USD' },
        checkedInAt: '2020-04-28T12:24:20.920Z',
        archived: false,
        contactId: 'eea3ac0f-f9e6-4ed3-a135-99743c8e90b8',
      },
      { number: 'FMXC-BZG3-OT041', price: { amount: '0', currency: 'USD' }, archived: false },
    ]);
    expect(tickets?.map(({ checkedInAt, canceled, name }) => [checkedInAt, canceled, name])).toEqual([
      ['2020-04-28T12:24:20.920Z', undefined, undefined],
      [undefined, undefined, undefined],
    ]);
    expect(tickets?.[1]?.guest).toEqual({
      custom: 'Another comment',
      email: 'jane.doe@somedomain.com',
      lastName: 'Doe',
      firstName: 'Jane',
      date: '2020-04-28',
      comment: 'Comment',
      address: 'Wix Playground, 100 Gansevoort St\nNew York City\nNew York\nUSA\nNY 10014',
      phone: '(555) 555-1234',
      contactId: 'e11af3d4-c205-4d3a-b687-58d4dda78a6c',
    });
  });

  it('takes blanks for absent, as the objects of REST print them', () => {
    const blanks = { contactId: '', memberId: '', firstName: '', lastName: '', email: '', status: '' };

    const order = parsedTicketOrder(changed(payload, { ...blanks, checkoutForm: undefined, tickets: [] }));

    expect(order).toMatchObject({ id: 'FMXC-BZG3-OT', buyer: {}, tickets: [] });
    expect([order.contactId, order.memberId, order.firstName, order.email, order.status]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('may be no more than its number', () => {
    const order = parsedTicketOrder({ orderNumber: '2XM4-WCJM-VR7' });

    expect(order).toMatchObject({ id: '2XM4-WCJM-VR7', buyer: {} });
    expect([order.tickets, order.confirmed, order.archived]).toEqual([undefined, undefined, undefined]);
  });

  it.each<[PayloadChanges, string | undefined]>([
    [{ '+language': 'fr', '+locale': 'en' }, 'fr'],
    [{ '+language': '', '+locale': 'en' }, 'en'],
    [{ '+locale': 'pt-BR' }, 'pt-BR'],
    [{}, undefined],
  ])('with %p is in %p', (changes, language) => {
    expect(parsedTicketOrder(changed(payload, changes)).language).toBe(language);
  });

  it.each<[string, PayloadChanges, { readonly amount: string; readonly currency: string | undefined } | undefined]>([
    [
      'the value, which succeeds the amount',
      { '+tickets.0.price.value': '99.50' },
      { amount: '99.5', currency: 'USD' },
    ],
    ['the amount beside an empty value', { '+tickets.0.price.value': '' }, { amount: '123', currency: 'USD' }],
    ['the amount beside no value', { '+tickets.0.price.value': null }, { amount: '123', currency: 'USD' }],
    ['no currency', { 'tickets.0.price.currency': '' }, { amount: '123', currency: undefined }],
    ['no price', { 'tickets.0.price': undefined }, undefined],
  ])('prices a ticket with %s', (_what, changes, price) => {
    const { tickets } = parsedTicketOrder(changed(payload, changes));

    expect(tickets?.[0]?.price).toEqual(price);
  });

  it('leaves out tickets that are null or have no number', () => {
    const order = parsedTicketOrder(changed(payload, { 'tickets.0': null, 'tickets.1.ticketNumber': '' }));

    expect(order.tickets).toStrictEqual([]);
  });

  it('leaves out inputs that are null, have no name or no answer', () => {
    const inputs = [
      null,
      { value: 'nobody asked' },
      { inputName: null, value: 'nobody asked' },
      { inputName: 'nothing' },
      { inputName: 'blank', value: '', values: [null, ''] },
      { inputName: 'both', value: 'one', values: ['two', null, 'three'] },
    ];

    const order = parsedTicketOrder({ orderNumber: '1', checkoutForm: { inputValues: inputs } });

    expect(order.buyer).toEqual({ both: 'one\ntwo\nthree' });
  });

  it.each<[string, PayloadChanges, string, string[]]>([
    ['its timestamp', { '+updated': '2020-05-01T00:00:00Z' }, '2020-04-28T12:24:29.768000000Z', []],
    [
      'its update where it has no timestamp',
      { timestamp: undefined, '+updated': '2020-05-01T00:00:00Z' },
      '2020-05-01T00:00:00.000000000Z',
      [],
    ],
    [
      'its update where the timestamp cannot be read',
      { timestamp: 'yesterday', '+updated': '2020-05-01T00:00:00Z' },
      '2020-05-01T00:00:00.000000000Z',
      ['unreadable-date'],
    ],
    [
      'the time of arrival where it has neither',
      { timestamp: null },
      '2030-01-01T00:00:00.000000000Z',
      ['event-time-missing'],
    ],
  ])('is as old as %s', (_what, changes, at, warnings) => {
    expect(parsedEvent('wixEvents_onOrderUpdated', changed(payload, changes))).toMatchObject({ at, warnings });
  });

  it.each<[string, PayloadChanges]>([
    ['unreadable-date', { 'tickets.0.checkIn.created': 'at noon' }],
    ['unexpected-type: tickets.0.checkIn.checkInCanceledDate', { '+tickets.0.checkIn.checkInCanceledDate': 7 }],
    ['unreadable-amount', { 'tickets.0.price.amount': 'free' }],
    ['unreadable-amount', { 'tickets.0.price.amount': '0'.repeat(2_000_000) }],
  ])('warns of an %s and goes on: %p', (warning, changes) => {
    const event = parsedEvent('wixEvents_onOrderUpdated', changed(payload, changes));

    expect(event).toMatchObject({ order: { id: 'FMXC-BZG3-OT' }, warnings: [warning] });
  });

  it('warns once of what occurs twice', () => {
    const raw = changed(payload, { 'tickets.0.price.amount': 'free', 'tickets.1.price.amount': 'free' });

    expect(parsedEvent('wixEvents_onOrderUpdated', raw).warnings).toEqual(['unreadable-amount']);
  });

  it.each<[PayloadChanges, boolean]>([
    [{}, false],
    [{ '+triggeredByAnonymizeRequest': false, '+anonymized': false }, false],
    [{ '+triggeredByAnonymizeRequest': true }, true],
    [{ '+anonymized': true }, true],
  ])('with %p is anonymized: %p', (changes, isAnonymization) => {
    expect(parsedEvent('wixEvents_onOrderUpdated', changed(payload, changes)).isAnonymization).toBe(isAnonymization);
  });

  it('has one ticket of each guest who can be mailed and is not the buyer', () => {
    const tickets = [
      { ticketNumber: 'buyer as contact', contactId: 'buyer' },
      { ticketNumber: 'buyer as member', memberId: 'member' },
      { ticketNumber: 'guest', contactId: 'guest', memberId: 'member' },
      { ticketNumber: 'guest again', contactId: 'guest' },
      { ticketNumber: 'member', memberId: 'other member' },
      { ticketNumber: 'nobody', email: 'nobody@example.com' },
    ];
    const order = parsedTicketOrder({ orderNumber: '1', contactId: 'buyer', memberId: 'member', tickets });

    expect(guestsOf(order).map(({ number }) => number)).toEqual(['guest', 'member']);
    expect(guestsOf(parsedTicketOrder({ orderNumber: '1' }))).toStrictEqual([]);
  });

  it('has of each ticket its flags, its name and who it is for', () => {
    const ticket = {
      ticketNumber: 'T1',
      ticketName: 'Balcony',
      archived: true,
      canceled: true,
      contactId: 'c1',
      memberId: 'm1',
      firstName: 'Jane',
      lastName: 'Doe',
      checkIn: { created: '2020-04-28T12:24:20Z', checkInCanceledDate: '2020-04-28T13:00:00Z' },
    };

    expect(parsedTicketOrder({ orderNumber: '1', tickets: [ticket] }).tickets).toMatchObject([
      {
        name: 'Balcony',
        archived: true,
        canceled: true,
        contactId: 'c1',
        memberId: 'm1',
        firstName: 'Jane',
        lastName: 'Doe',
        checkedInAt: undefined,
      },
    ]);
  });

  it('takes the name beside the form before the answer in it', () => {
    const inputValues = [
      { inputName: 'firstName', value: 'Joan' },
      { inputName: 'lastName', value: 'Roe' },
    ];
    const order = parsedTicketOrder({ orderNumber: '1', firstName: 'Jane', checkoutForm: { inputValues } });

    expect(order.buyer).toEqual({ firstName: 'Jane', lastName: 'Roe' });
  });

  it('is paid by a method and was made at a time', () => {
    expect(parsedTicketOrder(payload)).toMatchObject({
      method: 'payPal',
      lastName: 'Doe',
      createdAt: '2020-04-28T12:23:51.523Z',
    });
  });
});
