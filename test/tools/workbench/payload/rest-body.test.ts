import { documentedPayload } from '../../../support/documented-payloads.ts';
import { valueAt } from '../../../../tools/workbench/payload/json.ts';
import { toRestBody } from '../../../../tools/workbench/payload/rest-body.ts';

const shopEvent = documentedPayload('wixEcom_onOrderUpdated');

describe('the REST body made of a Velo payload', () => {
  it('of the documented ticket order differs from the documented body in the check-in time alone', () => {
    const made = toRestBody('wixEvents_onOrderUpdated', documentedPayload('wixEvents_onOrderUpdated'));
    const documented = documentedPayload('wixEvents_onOrderUpdated.rest');

    expect(valueAt(made, 'tickets.0.checkIn')).toEqual({ created: '2020-04-28T12:24:20.92Z' });
    expect(valueAt(documented, 'tickets.0.checkIn')).toEqual({ created: '2020-04-28T12:24:20.102Z' });
    expect(withoutCheckIn(made)).toEqual(withoutCheckIn(documented));
  });

  it('has the metadata at the root', () => {
    const body = toRestBody('wixEcom_onOrderUpdated', shopEvent);

    expect(body).toMatchObject({
      id: '69020d87-07b4-4e0b-9a7e-c0b607152e28',
      entityFqdn: 'wix.ecom.v1.order',
      slug: 'updated',
      entityId: '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      eventTime: '2023-01-16T13:53:13.143235Z',
      triggeredByAnonymizeRequest: false,
    });
    expect(body).not.toHaveProperty('metadata');
  });

  it('has REST names at every depth', () => {
    const order = valueAt(toRestBody('wixEcom_onOrderUpdated', shopEvent), 'updatedEvent.currentEntity');

    expect(valueAt(order, 'id')).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(valueAt(order, 'updatedDate')).toBe('2023-01-16T13:53:13.099Z');
    expect(valueAt(order, 'activities.0')).toEqual({ createdDate: '2023-01-16T13:53:10.776Z', type: 'ORDER_PLACED' });
    expect(valueAt(order, 'billingInfo.address.addressLine')).toBe('525 5th Avenue');
    expect(valueAt(order, 'lineItems.0.image')).toEqual({
      id: '3c76e2_8891bbe3372a428aac976ac59aa0ac74~mv2.jpg',
      url: 'https://static.wixstatic.com/media/3c76e2_8891bbe3372a428aac976ac59aa0ac74~mv2.jpg',
      height: 1000,
      width: 1000,
    });
    expect(JSON.stringify(order)).not.toMatch(/"(_id|_createdDate|_updatedDate|addressLine1)"/);
  });

  it('of a payment status event is an action', () => {
    const body = toRestBody(
      'wixEcom_onOrderPaymentStatusUpdated',
      documentedPayload('wixEcom_onOrderPaymentStatusUpdated'),
    );

    expect(valueAt(body, 'actionEvent.body.previousPaymentStatus')).toBe('NOT_PAID');
    expect(valueAt(body, 'actionEvent.body.order.paymentStatus')).toBe('PAID');
  });

  it('can be a created event, and can hold the order as text', () => {
    const created = toRestBody('wixEcom_onOrderUpdated', shopEvent, { wrapper: 'createdEvent', asJson: true });

    expect(created).not.toHaveProperty('updatedEvent');
    expect(valueAt(created, 'createdEvent.entityAsJson')).toContain('"id":"7a8b195e-ab73-4138-b9da-cdf5e864a451"');
  });
});

function withoutCheckIn(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'checkIn' ? undefined : value)));
}
