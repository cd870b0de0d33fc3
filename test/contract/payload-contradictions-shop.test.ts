import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';
import { parsedEvent, parsedShopOrder } from '../support/parsed-order.ts';
import { toRestBody } from '../../tools/workbench/payload/rest-body.ts';

const HANDLER = 'wixEcom_onOrderUpdated';
const PAYMENT_HANDLER = 'wixEcom_onOrderPaymentStatusUpdated';
const documented = documentedPayload(HANDLER);
const documentedPayment = documentedPayload(PAYMENT_HANDLER);

function refundOf(amount: string): JsonObject {
  return { type: 'ORDER_REFUNDED', orderRefunded: { amount: { amount } } };
}

describe('a shop order', () => {
  it('may stand under data, as the published sample reads it, with a warning', () => {
    const { metadata, entity } = documented;
    const event = parsedEvent(HANDLER, { metadata, data: { order: entity } });

    expect(event.order).toMatchObject({ id: '7a8b195e-ab73-4138-b9da-cdf5e864a451', total: '40' });
    expect(event.warnings).toEqual(['order-under-data']);
  });

  it('of a payment status event may stand under entity, as integrations read it, with a warning', () => {
    const { metadata } = documentedPayment;
    const event = parsedEvent(PAYMENT_HANDLER, { metadata, entity: documented['entity'] ?? null });

    expect(event.order.id).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(event.previousPaymentStatus).toBeNull();
    expect(event.warnings).toEqual(['order-under-entity']);
  });

  it('has its total under total, or else under totalPrice', () => {
    const both = changed(documented, { 'entity.priceSummary.totalPrice.amount': '99.00' });
    const oldest = changed(both, { 'entity.priceSummary.total': undefined });
    const newest = changed(both, { 'entity.priceSummary.totalPrice': undefined });
    const neither = changed(documented, { 'entity.priceSummary': {} });

    expect(parsedShopOrder(both).total).toBe('40');
    expect(parsedShopOrder(oldest).total).toBe('99');
    expect(parsedShopOrder(newest).total).toBe('40');
    expect(parsedShopOrder(neither).total).toBeUndefined();
  });

  it.each([
    ['NOT_PAID', 'DECLINED'],
    ['PENDING', 'PAID'],
    ['PAID', 'PARTIALLY_REFUNDED'],
    ['PARTIALLY_REFUNDED', 'FULLY_REFUNDED'],
  ])('can go from %s to %s in a payment status event', (previous, current) => {
    const event = parsedEvent(
      PAYMENT_HANDLER,
      changed(documentedPayment, { 'data.previousPaymentStatus': previous, 'data.order.paymentStatus': current }),
    );

    expect(event.previousPaymentStatus).toBe(previous);
    expect(event.order).toMatchObject({ paymentStatus: current });
  });

  it('may come without its previous payment status', () => {
    const event = parsedEvent(PAYMENT_HANDLER, changed(documentedPayment, { 'data.previousPaymentStatus': undefined }));

    expect(event.previousPaymentStatus).toBeNull();
    expect(event.order).toMatchObject({ paymentStatus: 'PAID' });
  });

  it('has the kind of an activity under activityType, or else under the deprecated type', () => {
    const both = changed(documented, { '+entity.activities.0.activityType': 'ORDER_PAID' });
    const newest = changed(both, { 'entity.activities.0.type': undefined });

    expect(parsedShopOrder(both).activities?.[0]?.type).toBe('ORDER_PAID');
    expect(parsedShopOrder(newest).activities?.[0]?.type).toBe('ORDER_PAID');
    expect(parsedShopOrder(documented).activities?.[0]?.type).toBe('ORDER_PLACED');
  });

  it('has activities that are told by kind and time, with an id or without', () => {
    const withId = changed(documented, { '+entity.activities.0._id': '2f7b64d0-7f1f-4b60-9f0d-0c0a7f6f8a01' });

    expect(parsedShopOrder(withId).activities).toEqual([{ type: 'ORDER_PLACED', at: '2023-01-16T13:53:10.776Z' }]);
    expect(parsedShopOrder(documented).activities).toEqual([{ type: 'ORDER_PLACED', at: '2023-01-16T13:53:10.776Z' }]);
  });

  it('is paid by its payment status, with no activity to say so', () => {
    const { order } = parsedEvent(PAYMENT_HANDLER, documentedPayment);

    expect(order).toMatchObject({
      paymentStatus: 'PAID',
      activities: [{ type: 'ORDER_PLACED' }, { type: 'EMAIL_EDITED' }],
    });
  });

  it('can be fulfilled with no activity to say so', () => {
    const order = parsedShopOrder(changed(documented, { 'entity.fulfillmentStatus': 'FULFILLED' }));

    expect(order).toMatchObject({ fulfillmentStatus: 'FULFILLED', activities: [{ type: 'ORDER_PLACED' }] });
  });

  it('can be canceled and still paid, or refunded with a balance again', () => {
    const paid = changed(documented, { 'entity.status': 'CANCELED', 'entity.paymentStatus': 'PAID' });
    const refunded = changed(paid, { 'entity.paymentStatus': 'FULLY_REFUNDED' });

    expect(parsedShopOrder(paid)).toMatchObject({ status: 'CANCELED', paymentStatus: 'PAID' });
    expect(parsedShopOrder(refunded)).toMatchObject({ paymentStatus: 'FULLY_REFUNDED', balance: '40' });
  });

  it('may owe the buyer: its balance can be negative', () => {
    const order = parsedShopOrder(changed(documented, { 'entity.balanceSummary.balance.amount': '-12.50' }));

    expect(order.balance).toBe('-12.5');
  });

  it('has what was refunded from the balance summary, or else from its activities', () => {
    const twoRefunds = changed(documented, { 'entity.activities': [refundOf('10.10'), refundOf('20.20')] });
    const summed = changed(twoRefunds, { '+entity.balanceSummary.refunded': { amount: '30.00' } });

    expect(parsedShopOrder(twoRefunds).refunded).toBe('30.3');
    expect(parsedShopOrder(summed).refunded).toBe('30');
  });

  it('may have no balance summary', () => {
    expect(parsedShopOrder(changed(documented, { 'entity.balanceSummary': undefined })).balance).toBeUndefined();
  });

  it.each([['10003'], [10003]])('may print its number as %p', (number) => {
    expect(parsedShopOrder(changed(documented, { 'entity.number': number })).number).toBe('10003');
  });

  it.each([
    ['40.00', '40'],
    ['0', '0'],
    ['0.0', '0'],
    ['10', '10'],
    ['0.30', '0.3'],
  ])('has a total of %s as the exact decimal %s', (amount, total) => {
    const order = parsedShopOrder(changed(documented, { 'entity.priceSummary.total.amount': amount }));

    expect(order.total).toBe(total);
  });

  it('has the same address under addressLine and under addressLine1', () => {
    const inVelo = parsedShopOrder(documented);
    const inRest = parsedEvent(HANDLER, toRestBody(HANDLER, documented)).order;

    expect(inRest).toMatchObject({ billing: inVelo.billing, shipping: inVelo.shipping });
    expect(Object.values(inVelo.billing)).toContain('525 5th Avenue');
  });

  it.each([['PENDING'], ['REJECTED'], ['INITIALIZED']])('can be %s', (status) => {
    expect(parsedShopOrder(changed(documented, { 'entity.status': status })).status).toBe(status);
  });

  it.each([['PENDING_MERCHANT'], ['CANCELED'], ['DECLINED'], ['AUTHORIZED']])(
    'can have the payment status %s, which the Velo documents do not list',
    (paymentStatus) => {
      const order = parsedShopOrder(changed(documented, { 'entity.paymentStatus': paymentStatus }));

      expect(order).toMatchObject({ status: 'APPROVED', paymentStatus });
    },
  );

  it('has line items that are told apart within the order only', () => {
    const [item] = parsedShopOrder(documented).lineItems ?? [];

    expect(item).toMatchObject({ id: '00000000-0000-0000-0000-000000000001', name: 'Watch' });
  });

  it('may have a buyer without a contact', () => {
    const order = parsedShopOrder(changed(documented, { 'entity.buyerInfo': { memberId: 'ea3d74df' } }));

    expect(order).toMatchObject({ contactId: undefined, memberId: 'ea3d74df', email: undefined });
  });
});
