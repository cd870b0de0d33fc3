import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, parsedTicketOrder } from '../support/parsed-order.ts';

const HANDLER = 'wixEvents_onOrderUpdated';
const documented = documentedPayload(HANDLER);

describe('a ticket order', () => {
  it('needs no invoice, and is the same with one', () => {
    const withInvoice = changed(documented, { '+invoice': { grandTotal: { amount: '123.00', currency: 'USD' } } });

    expect(documented).not.toHaveProperty('invoice');
    expect(parsedTicketOrder(withInvoice)).toEqual(parsedTicketOrder(documented));
  });

  it('may have one ticket, none, or no list of tickets', () => {
    const one = parsedTicketOrder(changed(documented, { 'tickets.1': undefined }));
    const none = parsedTicketOrder(changed(documented, { tickets: [] }));
    const unsaid = parsedTicketOrder(changed(documented, { tickets: undefined }));

    expect(one.tickets).toHaveLength(1);
    expect(none.tickets).toEqual([]);
    expect(unsaid.tickets).toBeUndefined();
  });

  it.each([['CANCELED'], ['DECLINED'], ['AUTHORIZED'], ['VOIDED'], ['PARTIALLY_PAID'], ['NA_ORDER_STATUS']])(
    'can be %s, which the Velo type does not list',
    (status) => {
      expect(parsedTicketOrder(changed(documented, { status })).status).toBe(status);
    },
  );

  it('may have no contact', () => {
    expect(parsedTicketOrder(changed(documented, { contactId: undefined })).contactId).toBeUndefined();
    expect(parsedTicketOrder(changed(documented, { contactId: '' })).contactId).toBeUndefined();
  });

  it('has the price under value, or else under the deprecated amount', () => {
    const both = changed(documented, { '+tickets.0.price.value': '99.50' });
    const valueOnly = changed(documented, { 'tickets.0.price': { value: '99.50', currency: 'USD' } });

    expect(parsedTicketOrder(both).tickets?.[0]?.price).toEqual({ amount: '99.5', currency: 'USD' });
    expect(parsedTicketOrder(valueOnly).tickets?.[0]?.price).toEqual({ amount: '99.5', currency: 'USD' });
    expect(parsedTicketOrder(documented).tickets?.[0]?.price).toEqual({ amount: '123', currency: 'USD' });
  });

  it('may have tickets without a price', () => {
    const unpriced = parsedTicketOrder(changed(documented, { 'tickets.0.price': undefined }));

    expect(unpriced.tickets?.[0]).toMatchObject({ number: 'FMXC-BZG3-OT021', price: undefined });
  });

  it('has the same form answers whether the empty half of a field is printed or omitted', () => {
    const inVelo = parsedTicketOrder(documented);
    const inRest = parsedTicketOrder(documentedPayload('wixEvents_onOrderUpdated.rest'));

    expect(inRest.buyer).toEqual(inVelo.buyer);
    expect(inRest.tickets?.map(({ guest }) => guest)).toEqual(inVelo.tickets?.map(({ guest }) => guest));
    expect(inVelo.tickets?.[0]?.guest).toMatchObject({
      address: 'Wix Playground, 100 Gansevoort St\nNew York City\nNew York\nUSA\nNY 10014',
      phone: '(555) 555-1234',
    });
  });

  it('was checked in at 920 or at 102 milliseconds, as each document says', () => {
    const inVelo = parsedTicketOrder(documented);
    const inRest = parsedTicketOrder(documentedPayload('wixEvents_onOrderUpdated.rest'));

    expect(inVelo.tickets?.[0]?.checkedInAt).toBe('2020-04-28T12:24:20.920Z');
    expect(inRest.tickets?.[0]?.checkedInAt).toBe('2020-04-28T12:24:20.102Z');
    expect(inVelo.tickets?.[1]?.checkedInAt).toBeUndefined();
  });

  it('has no check-in where one was canceled but still stands in the ticket', () => {
    const undone = changed(documented, { '+tickets.0.checkIn.checkInCanceledDate': '2020-04-28T12:24:25.000Z' });

    expect(parsedTicketOrder(undone).tickets?.[0]?.checkedInAt).toBeUndefined();
  });

  it('may say its language and which tickets are canceled, or not', () => {
    const said = parsedTicketOrder(changed(documented, { '+language': 'de', '+tickets.0.canceled': true }));
    const unsaid = parsedTicketOrder(documented);

    expect(said).toMatchObject({ language: 'de', tickets: [{ canceled: true }, { canceled: undefined }] });
    expect(unsaid).toMatchObject({ language: undefined, tickets: [{ canceled: undefined }, { canceled: undefined }] });
  });

  it('can be confirmed without being paid', () => {
    const offline = parsedTicketOrder(changed(documented, { status: 'OFFLINE_PENDING' }));

    expect(offline).toMatchObject({ status: 'OFFLINE_PENDING', confirmed: true });
  });

  it('is archived apart from its tickets', () => {
    const oneTicket = parsedTicketOrder(changed(documented, { 'tickets.0.archived': true }));
    const wholeOrder = parsedTicketOrder(changed(documented, { archived: true }));

    expect(oneTicket).toMatchObject({ archived: false, tickets: [{ archived: true }, { archived: false }] });
    expect(wholeOrder).toMatchObject({ archived: true, tickets: [{ archived: false }, { archived: false }] });
  });

  it.each([['FMXC-BZG3-OT'], ['2XM4-WCJM-VR7']])('is known by its number %s and by nothing else', (orderNumber) => {
    const event = parsedEvent(HANDLER, changed(documented, { orderNumber }));

    expect(event.order.id).toBe(orderNumber);
    expect(event.eventId).toBeUndefined();
  });

  it('has the id of the ticketed event under eventId, not an id of this delivery', () => {
    const order = parsedTicketOrder(documented);

    expect(order.ticketedEventId).toBe('566e7be9-1410-4095-ae7a-349a4ac95c6b');
    expect(order.id).toBe('FMXC-BZG3-OT');
  });
});
