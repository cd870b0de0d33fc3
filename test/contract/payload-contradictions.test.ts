import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { documentedHandlers, documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, parsedPlanOrder, receivedAt } from '../support/parsed-order.ts';
import { toRestBody } from '../../tools/workbench/payload/rest-body.ts';

const TICKETS = 'wixEvents_onOrderUpdated';
const PLANS = 'wixPricingPlans_onOrderUpdated';
const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';
const domainHandlers = documentedHandlers().filter((name) => handlers[name].orderPlace !== 'root');

describe('an event of any product', () => {
  it.each([
    [TICKETS, 'status'],
    [PLANS, 'entity.status'],
    [SHOP, 'entity.status'],
    [PAYMENT, 'data.order.status'],
  ] as const)('of %s may have a status that no document lists', (handler, path) => {
    const event = parsedEvent(handler, changed(documentedPayload(handler), { [path]: 'TELEPORTED' }));

    expect(event.order.status).toBe('TELEPORTED');
    expect(event.warnings).toEqual([]);
  });

  it.each([
    [TICKETS, { orderNumber: 'FMXC-BZG3-OT' }, 'FMXC-BZG3-OT'],
    [PLANS, { metadata: {}, entity: { _id: 'beaf5979' } }, 'beaf5979'],
    [SHOP, { metadata: {}, entity: { _id: '7a8b195e' } }, '7a8b195e'],
    [PAYMENT, { metadata: {}, data: { order: { _id: '7a8b195e' } } }, '7a8b195e'],
  ] as const)('of %s needs nothing of its order but the id', (handler, raw, id) => {
    const event = parsedEvent(handler, raw);

    expect(event.order.id).toBe(id);
    expect(event.order.status).toBeUndefined();
    expect(event.order.contactId).toBeUndefined();
    expect(event).toMatchObject({ at: receivedAt, warnings: ['event-time-missing'] });
  });

  it.each([[''], [null], [undefined]])('takes %p for absent', (blank) => {
    const ticketEvent = changed(documentedPayload(TICKETS), { contactId: blank, memberId: blank, firstName: blank });
    const planEvent = changed(documentedPayload(PLANS), { 'entity.buyer.contactId': blank, 'entity.endDate': blank });
    const shopEvent = changed(documentedPayload(SHOP), {
      'entity.buyerInfo.contactId': blank,
      'entity.currency': blank,
    });

    expect(parsedEvent(TICKETS, ticketEvent).order).toMatchObject({ contactId: undefined, memberId: undefined });
    expect(parsedEvent(PLANS, planEvent).order).toMatchObject({ contactId: undefined, endAt: undefined });
    expect(parsedEvent(SHOP, shopEvent).order).toMatchObject({ contactId: undefined, currency: undefined });
  });

  it.each([
    ['2022-07-27T00:00:00Z', '2022-07-27T00:00:00.000000000Z'],
    ['2020-04-28T12:24:20.92Z', '2020-04-28T12:24:20.920000000Z'],
    ['2023-01-16T13:53:13.143Z', '2023-01-16T13:53:13.143000000Z'],
    ['2022-07-26T15:19:06.124503Z', '2022-07-26T15:19:06.124503000Z'],
    ['2024-02-06T06:57:25.013374112Z', '2024-02-06T06:57:25.013374112Z'],
  ])('that happened at %s keeps every digit of it', (eventTime, at) => {
    const event = parsedEvent(PLANS, changed(documentedPayload(PLANS), { 'metadata.eventTime': eventTime }));

    expect(event.at).toBe(at);
  });

  it('has the dates of its order cut to milliseconds, as one moment is printed both finer and coarser', () => {
    const finer = changed(documentedPayload(PLANS), { 'entity.startDate': '2022-08-01T16:23:52.940526Z' });
    const coarser = changed(documentedPayload(PLANS), { 'entity.startDate': '2022-08-01T16:23:52.940Z' });

    expect(parsedPlanOrder(finer).startAt).toBe('2022-08-01T16:23:52.940Z');
    expect(parsedPlanOrder(coarser).startAt).toBe('2022-08-01T16:23:52.940Z');
  });

  it('happened when its metadata says, however old or new the update date in its order is', () => {
    const older = changed(documentedPayload(SHOP), { 'entity._updatedDate': '2020-01-01T00:00:00.000Z' });
    const newer = changed(documentedPayload(SHOP), { 'entity._updatedDate': '2029-01-01T00:00:00.000Z' });

    expect(parsedEvent(SHOP, older).at).toBe('2023-01-16T13:53:13.143235000Z');
    expect(parsedEvent(SHOP, newer).at).toBe('2023-01-16T13:53:13.143235000Z');
  });

  it('does without a sequence number, and keeps one as the text it is', () => {
    const numbered = { ...toRestBody(SHOP, documentedPayload(SHOP)), entityEventSequence: '12345678901234567890' };

    expect(parsedEvent(SHOP, documentedPayload(SHOP)).sequence).toBeUndefined();
    expect(parsedEvent(SHOP, numbered).sequence).toBe('12345678901234567890');
  });

  it.each(domainHandlers)('of %s may hold its order as a JSON text', (handler) => {
    const asText = toRestBody(handler, documentedPayload(handler), { asJson: true });

    expect(parsedEvent(handler, asText).order).toEqual(parsedEvent(handler, documentedPayload(handler)).order);
  });

  it('is the same event whether its REST body calls it created or updated', () => {
    const created = parsedEvent(PLANS, toRestBody(PLANS, documentedPayload(PLANS), { wrapper: 'createdEvent' }));

    expect(created.order).toMatchObject({ id: 'beaf5979-536b-4659-b3fc-78cc08579eab', status: 'PENDING' });
    expect(created.eventId).toBe('7af51145-c023-43ba-a0b3-52e434af0476');
  });

  it('is the same event with and without modifiedFields', () => {
    const withFields = { ...documentedPayload(SHOP), modifiedFields: { paymentStatus: 'PAID' } };

    expect(parsedEvent(SHOP, withFields).order).toMatchObject({ paymentStatus: 'NOT_PAID' });
    expect(parsedEvent(SHOP, withFields).warnings).toEqual([]);
  });

  it.each([
    [TICKETS, '+triggeredByAnonymizeRequest'],
    [PLANS, 'metadata.triggeredByAnonymizeRequest'],
    [SHOP, 'metadata.triggeredByAnonymizeRequest'],
    [PAYMENT, 'metadata.triggeredByAnonymizeRequest'],
  ] as const)('of %s says in its own place that personal data was erased', (handler, path) => {
    const erased = parsedEvent(handler, changed(documentedPayload(handler), { [path]: true }));
    const usual = parsedEvent(handler, documentedPayload(handler));

    expect(erased.isAnonymization).toBe(true);
    expect(usual.isAnonymization).toBe(false);
  });
});
