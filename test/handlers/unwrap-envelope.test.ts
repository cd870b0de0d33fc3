import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { parsedEvent, receivedAt } from '../support/parsed-order.ts';
import { toRestBody } from '../../tools/workbench/payload/rest-body.ts';
import { rejectionOf } from './rejection-of.ts';

const tickets = documentedPayload('wixEvents_onOrderUpdated');
const plan = documentedPayload('wixPricingPlans_onOrderUpdated');
const shop = documentedPayload('wixEcom_onOrderUpdated');
const payment = documentedPayload('wixEcom_onOrderPaymentStatusUpdated');

describe('a Velo event', () => {
  it.each([
    ['wixPricingPlans_onOrderUpdated', plan, '7af51145-c023-43ba-a0b3-52e434af0476', '2022-07-26T15:19:06.124503000Z'],
    ['wixEcom_onOrderUpdated', shop, '69020d87-07b4-4e0b-9a7e-c0b607152e28', '2023-01-16T13:53:13.143235000Z'],
    [
      'wixEcom_onOrderPaymentStatusUpdated',
      payment,
      '5a521f73-0824-40b8-af4c-86da30219db8',
      '2023-01-16T14:40:02.119716000Z',
    ],
  ] as const)('of %s has its id and its time in the metadata', (handler, raw, eventId, at) => {
    expect(parsedEvent(handler, raw)).toMatchObject({
      handler,
      dialect: 'velo',
      eventId,
      at,
      happenedAt: at,
      source: 'event',
      sequence: undefined,
      isAnonymization: false,
      warnings: [],
    });
  });

  it('of a ticket order has no id, and its time at the root', () => {
    expect(parsedEvent('wixEvents_onOrderUpdated', tickets)).toMatchObject({
      dialect: 'velo',
      eventId: undefined,
      at: '2020-04-28T12:24:29.768000000Z',
    });
  });

  it('of a payment tells the status before the change', () => {
    expect(parsedEvent('wixEcom_onOrderPaymentStatusUpdated', payment).previousPaymentStatus).toBe('NOT_PAID');
    expect(parsedEvent('wixEcom_onOrderUpdated', shop).previousPaymentStatus).toBeUndefined();
  });

  it.each([7, null, '', ['PAID']])('whose status before the change is %p tells none', (value) => {
    const raw = changed(payment, { 'data.previousPaymentStatus': value });

    expect(parsedEvent('wixEcom_onOrderPaymentStatusUpdated', raw).previousPaymentStatus).toBeNull();
  });
});

describe('an order in the place of another handler’s event', () => {
  it('is read from data.order by the update handler, with a warning', () => {
    const event = parsedEvent('wixEcom_onOrderUpdated', payment);

    expect(event.order.id).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(event.warnings).toEqual(['order-under-data']);
    expect(event.previousPaymentStatus).toBe('NOT_PAID');
  });

  it('is read from data.order by the plan handler, with a warning', () => {
    const { metadata, entity } = plan;

    const event = parsedEvent('wixPricingPlans_onOrderUpdated', { metadata, data: { order: entity } });

    expect(event.order.id).toBe('beaf5979-536b-4659-b3fc-78cc08579eab');
    expect(event.warnings).toEqual(['order-under-data']);
  });

  it('is read from entity by the payment handler, with a warning', () => {
    const event = parsedEvent('wixEcom_onOrderPaymentStatusUpdated', shop);

    expect(event.order.id).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(event.warnings).toEqual(['order-under-entity']);
  });

  it('does not count where the documented place holds one as well', () => {
    const { metadata, entity } = shop;
    const other = { _id: 'another order', paymentStatus: 'PAID' };

    const event = parsedEvent('wixEcom_onOrderUpdated', { metadata, entity, data: { order: other } });

    expect(event.order.id).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(event.warnings).toEqual([]);
  });
});

describe('an event of the JavaScript SDK', () => {
  it('is known by its metadata', () => {
    const { entity } = shop;
    const metadata = {
      _id: 'sdk-event',
      entityId: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      eventTime: new Date(Date.UTC(2023, 0, 16)),
      entityEventSequence: '12',
    };

    const event = parsedEvent('wixEcom_onOrderUpdated', { metadata, entity });

    expect(event).toMatchObject({
      dialect: 'sdk',
      eventId: 'sdk-event',
      at: '2023-01-16T00:00:00.000000000Z',
      sequence: '12',
    });
  });

  it('is known by its event type where it has no id', () => {
    const { entity } = plan;

    const event = parsedEvent('wixPricingPlans_onOrderUpdated', { metadata: { eventType: 'x' }, entity });

    expect(event.dialect).toBe('sdk');
  });

  it('of a ticket order has it under data', () => {
    const event = parsedEvent('wixEvents_onOrderUpdated', { data: tickets, metadata: { instanceId: '1' } });

    expect(event).toMatchObject({ dialect: 'sdk', order: { id: 'FMXC-BZG3-OT' } });
  });
});

describe('a REST webhook body', () => {
  it('is refused as long as nobody has decoded its token', () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256' })}.${part({ data: '{}' })}.signature`;

    expect(rejectionOf('wixEcom_onOrderUpdated', token)).toMatchObject({
      path: 'event',
      found: 'an undecoded webhook token: decode it with the JavaScript SDK first',
    });
  });

  it.each([
    ['createdEvent', 'entity', false],
    ['createdEvent', 'entityAsJson', true],
    ['updatedEvent', 'currentEntity', false],
    ['updatedEvent', 'currentEntityAsJson', true],
  ] as const)('has the order in %s.%s', (wrapper, _place, asJson) => {
    const event = parsedEvent(
      'wixEcom_onOrderUpdated',
      toRestBody('wixEcom_onOrderUpdated', shop, { wrapper, asJson }),
    );

    expect(event).toMatchObject({
      dialect: 'rest',
      eventId: '69020d87-07b4-4e0b-9a7e-c0b607152e28',
      at: '2023-01-16T13:53:13.143235000Z',
      order: { id: '7a8b195e-ab73-4138-b9da-cdf5e864a451', status: 'APPROVED' },
    });
  });

  it.each([false, true])('of a payment has the order in actionEvent.body (as text: %p)', (asJson) => {
    const handler = 'wixEcom_onOrderPaymentStatusUpdated';

    const event = parsedEvent(handler, toRestBody(handler, payment, { asJson }));

    expect(event).toMatchObject({
      dialect: 'rest',
      previousPaymentStatus: 'NOT_PAID',
      order: { id: '7a8b195e-ab73-4138-b9da-cdf5e864a451', paymentStatus: 'PAID' },
    });
  });

  it('is opened where it is text within text, as the decoded webhook has it', () => {
    const body = toRestBody('wixPricingPlans_onOrderUpdated', plan);
    const claims = JSON.stringify({ data: JSON.stringify({ instanceId: '1', data: JSON.stringify(body) }) });

    expect(parsedEvent('wixPricingPlans_onOrderUpdated', claims).order.id).toBe('beaf5979-536b-4659-b3fc-78cc08579eab');
  });

  it('of a ticket order is the order itself, and known as REST where it was text', () => {
    const rest = documentedPayload('wixEvents_onOrderUpdated.rest');

    expect(parsedEvent('wixEvents_onOrderUpdated', rest).dialect).toBe('velo');
    expect(parsedEvent('wixEvents_onOrderUpdated', JSON.stringify(rest)).dialect).toBe('rest');
    expect(parsedEvent('wixEvents_onOrderUpdated', { data: JSON.stringify(rest) }).dialect).toBe('rest');
  });

  it('is opened four times and no more', () => {
    let text = JSON.stringify(tickets);
    for (let level = 0; level < 4; level += 1) text = JSON.stringify(text);

    expect(rejectionOf('wixEvents_onOrderUpdated', text)).toMatchObject({ expected: 'an event object' });
    expect(rejectionOf('wixEvents_onOrderUpdated', { data: text })).toMatchObject({ path: 'event' });
  });

  it('whose inner text is no JSON is left as it is', () => {
    expect(rejectionOf('wixEvents_onOrderUpdated', { data: 'order updated' })).toMatchObject({
      path: 'orderNumber',
      found: 'nothing',
    });
  });

  it.each([
    ['no object', { updatedEvent: { currentEntity: 7 } }],
    ['text that is no JSON', { updatedEvent: { currentEntityAsJson: 'x' } }],
    ['text of a number', { createdEvent: { entityAsJson: '7' } }],
    ['nothing', { updatedEvent: {} }],
    ['an action without an order', { actionEvent: { body: { previousPaymentStatus: 'PAID' } } }],
    ['an event that is no object', { actionEvent: 'x' }],
  ])('with %s where the order belongs is rejected', (_what, body) => {
    expect(rejectionOf('wixEcom_onOrderUpdated', body)).toEqual({
      path: 'entity',
      expected: 'an order',
      found: 'nothing',
    });
  });

  it('has its rejection at the root', () => {
    expect(rejectionOf('wixEcom_onOrderUpdated', { actionEvent: { body: { order: { _id: 1 } } } }).path).toBe(
      'actionEvent.body.order._id',
    );
  });

  it('has its warnings from the root', () => {
    const body = toRestBody('wixEcom_onOrderUpdated', shop);
    const odd = changed({ ...body, id: 7 }, { 'updatedEvent.currentEntity.status': 7 });

    expect(parsedEvent('wixEcom_onOrderUpdated', odd).warnings).toEqual([
      'unexpected-type: id',
      'unexpected-type: updatedEvent.currentEntity.status',
    ]);
  });
});

describe('what the metadata lacks', () => {
  it('is the time: that of arrival counts, with a warning', () => {
    const event = parsedEvent('wixEcom_onOrderUpdated', changed(shop, { 'metadata.eventTime': undefined }));

    expect(event).toMatchObject({ at: receivedAt, warnings: ['event-time-missing'] });
  });

  it('is a readable time: that of arrival counts, with two warnings', () => {
    const event = parsedEvent(
      'wixEcom_onOrderUpdated',
      changed(shop, { 'metadata.eventTime': '2021-01-0315:38:06.235Z' }),
    );

    expect(event).toMatchObject({ at: receivedAt, warnings: ['event-time-missing', 'unreadable-date'] });
  });

  it('is everything: the order’s own id names it', () => {
    const event = parsedEvent('wixEcom_onOrderUpdated', changed(shop, { metadata: undefined }));

    expect(event).toMatchObject({ eventId: undefined, order: { id: '7a8b195e-ab73-4138-b9da-cdf5e864a451' } });
  });

  it('is agreement with the order: the order’s own id counts, with a warning', () => {
    const event = parsedEvent('wixEcom_onOrderUpdated', changed(shop, { 'metadata.entityId': 'another order' }));

    expect(event.order.id).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(event.warnings).toEqual(['entity-id-mismatch']);
  });

  it('is not the id of an order that has none itself', () => {
    const event = parsedEvent('wixEcom_onOrderUpdated', changed(shop, { 'entity._id': '' }));

    expect(event.order.id).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(event.warnings).toEqual([]);
  });
});
