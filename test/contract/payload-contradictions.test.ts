import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed, documentedHandlers, documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, parsedPlanOrder, receivedAt } from '../support/parsed-order.ts';
import { toRestBody } from '../support/rest-body.ts';

const tickets = 'wixEvents_onOrderUpdated';
const plans = 'wixPricingPlans_onOrderUpdated';
const shop = 'wixEcom_onOrderUpdated';
const payment = 'wixEcom_onOrderPaymentStatusUpdated';
const domainHandlers = documentedHandlers().filter((name) => handlers[name].orderPlace !== 'root');

describe('an event of any product', () => {
  it.each([
    [tickets, 'status'],
    [plans, 'entity.status'],
    [shop, 'entity.status'],
    [payment, 'data.order.status'],
  ] as const)('of %s may have a status that no document lists', (handler, path) => {
    const event = parsedEvent(handler, changed(documentedPayload(handler), { [path]: 'TELEPORTED' }));

    expect(event.order.status).toBe('TELEPORTED');
    expect(event.warnings).toEqual([]);
  });

  it.each([
    [tickets, { orderNumber: 'FMXC-BZG3-OT' }, 'FMXC-BZG3-OT'],
    [plans, { metadata: {}, entity: { _id: 'beaf5979' } }, 'beaf5979'],
    [shop, { metadata: {}, entity: { _id: '7a8b195e' } }, '7a8b195e'],
    [payment, { metadata: {}, data: { order: { _id: '7a8b195e' } } }, '7a8b195e'],
  ] as const)('of %s needs nothing of its order but the id', (handler, raw, id) => {
    const event = parsedEvent(handler, raw);

    expect(event.order.id).toBe(id);
    expect(event.order.status).toBeUndefined();
    expect(event.order.contactId).toBeUndefined();
    expect(event).toMatchObject({ at: receivedAt, warnings: ['event-time-missing'] });
  });

  it.each([[''], [null], [undefined]])('takes %p for absent', (blank) => {
    const ticketEvent = changed(documentedPayload(tickets), { contactId: blank, memberId: blank, firstName: blank });
    const planEvent = changed(documentedPayload(plans), { 'entity.buyer.contactId': blank, 'entity.endDate': blank });
    const shopEvent = changed(documentedPayload(shop), {
      'entity.buyerInfo.contactId': blank,
      'entity.currency': blank,
    });

    expect(parsedEvent(tickets, ticketEvent).order).toMatchObject({ contactId: undefined, memberId: undefined });
    expect(parsedEvent(plans, planEvent).order).toMatchObject({ contactId: undefined, endAt: undefined });
    expect(parsedEvent(shop, shopEvent).order).toMatchObject({ contactId: undefined, currency: undefined });
  });

  it.each([
    ['2022-07-27T00:00:00Z', '2022-07-27T00:00:00.000000000Z'],
    ['2020-04-28T12:24:20.92Z', '2020-04-28T12:24:20.920000000Z'],
    ['2023-01-16T13:53:13.143Z', '2023-01-16T13:53:13.143000000Z'],
    ['2022-07-26T15:19:06.124503Z', '2022-07-26T15:19:06.124503000Z'],
    ['2024-02-06T06:57:25.013374112Z', '2024-02-06T06:57:25.013374112Z'],
  ])('that happened at %s keeps every digit of it', (eventTime, at) => {
    const event = parsedEvent(plans, changed(documentedPayload(plans), { 'metadata.eventTime': eventTime }));

    expect(event.at).toBe(at);
  });

  it('has the dates of its order cut to milliseconds, as one moment is printed both finer and coarser', () => {
    const finer = changed(documentedPayload(plans), { 'entity.startDate': '2022-08-01T16:23:52.940526Z' });
    const coarser = changed(documentedPayload(plans), { 'entity.startDate': '2022-08-01T16:23:52.940Z' });

    expect(parsedPlanOrder(finer).startAt).toBe('2022-08-01T16:23:52.940Z');
    expect(parsedPlanOrder(coarser).startAt).toBe('2022-08-01T16:23:52.940Z');
  });

  it('happened when its metadata says, however old or new the update date in its order is', () => {
    const older = changed(documentedPayload(shop), { 'entity._updatedDate': '2020-01-01T00:00:00.000Z' });
    const newer = changed(documentedPayload(shop), { 'entity._updatedDate': '2029-01-01T00:00:00.000Z' });

    expect(parsedEvent(shop, older).at).toBe('2023-01-16T13:53:13.143235000Z');
    expect(parsedEvent(shop, newer).at).toBe('2023-01-16T13:53:13.143235000Z');
  });

  it('does without a sequence number, and keeps one as the text it is', () => {
    const numbered = { ...toRestBody(shop, documentedPayload(shop)), entityEventSequence: '12345678901234567890' };

    expect(parsedEvent(shop, documentedPayload(shop)).sequence).toBeUndefined();
    expect(parsedEvent(shop, numbered).sequence).toBe('12345678901234567890');
  });

  it.each(domainHandlers)('of %s may hold its order as a JSON text', (handler) => {
    const asText = toRestBody(handler, documentedPayload(handler), { asJson: true });

    expect(parsedEvent(handler, asText).order).toEqual(parsedEvent(handler, documentedPayload(handler)).order);
  });

  it('is the same event whether its REST body calls it created or updated', () => {
    const created = parsedEvent(plans, toRestBody(plans, documentedPayload(plans), { wrapper: 'createdEvent' }));

    expect(created.order).toMatchObject({ id: 'beaf5979-536b-4659-b3fc-78cc08579eab', status: 'PENDING' });
    expect(created.eventId).toBe('7af51145-c023-43ba-a0b3-52e434af0476');
  });

  it('is the same event with and without modifiedFields', () => {
    const withFields = changed(documentedPayload(shop), { '+modifiedFields': { paymentStatus: 'PAID' } });

    expect(parsedEvent(shop, withFields).order).toMatchObject({ paymentStatus: 'NOT_PAID' });
    expect(parsedEvent(shop, withFields).warnings).toEqual([]);
  });

  it.each([
    [tickets, '+triggeredByAnonymizeRequest'],
    [plans, 'metadata.triggeredByAnonymizeRequest'],
    [shop, 'metadata.triggeredByAnonymizeRequest'],
    [payment, 'metadata.triggeredByAnonymizeRequest'],
  ] as const)('of %s says in its own place that personal data was erased', (handler, path) => {
    const erased = parsedEvent(handler, changed(documentedPayload(handler), { [path]: true }));
    const usual = parsedEvent(handler, documentedPayload(handler));

    expect(erased.isAnonymization).toBe(true);
    expect(usual.isAnonymization).toBe(false);
  });
});
