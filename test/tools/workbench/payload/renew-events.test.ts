import { renewEvents } from '../../../../tools/workbench/payload/renew-events.ts';
import { createTimeMap } from '../../../../tools/workbench/payload/time-map.ts';
import { documentedPayload } from '../../../support/documented-payloads.ts';
import { valueAt } from '../../../../tools/workbench/payload/json.ts';

const now = Date.parse('2030-05-01T10:00:00.000Z');
const shop = documentedPayload('wixEcom_onOrderUpdated');
const payment = documentedPayload('wixEcom_onOrderPaymentStatusUpdated');
const tickets = documentedPayload('wixEvents_onOrderUpdated');

describe('a further event', () => {
  it('happens now, has an id of its own, and is about the same order', () => {
    const [event] = renewEvents([shop], 'new-event', now);

    expect(valueAt(event, 'metadata.eventTime')).toBe('2030-05-01T10:00:00.001Z');
    expect(valueAt(event, 'metadata.id')).not.toBe(valueAt(shop, 'metadata.id'));
    expect(valueAt(event, 'entity._id')).toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(valueAt(event, 'entity._createdDate')).toBe('2023-01-16T13:53:10.776Z');
  });

  it('of tickets moves their timestamp, which is all they have', () => {
    const [event] = renewEvents([tickets], 'new-event', now);

    expect(valueAt(event, 'timestamp')).toBe('2030-05-01T10:00:00.001Z');
    expect(valueAt(event, 'orderNumber')).toBe('FMXC-BZG3-OT');
  });
});

describe('a new order', () => {
  it('begins now, keeps its distances, and prints dates as precisely as before', () => {
    const [first, second] = renewEvents([shop, payment], 'new-order', now);

    expect(valueAt(first, 'metadata.eventTime')).toBe('2030-05-01T10:00:00.000235Z');
    expect(valueAt(second, 'metadata.eventTime')).toBe('2030-05-01T10:46:48.976716Z');
    expect(valueAt(first, 'entity._createdDate')).toBe('2030-05-01T09:59:57.633Z');
  });

  it('has another id, the same in all its events', () => {
    const [first, second] = renewEvents([shop, payment], 'new-order', now);

    expect(valueAt(first, 'entity._id')).not.toBe('7a8b195e-ab73-4138-b9da-cdf5e864a451');
    expect(valueAt(first, 'metadata.entityId')).toBe(valueAt(first, 'entity._id'));
    expect(valueAt(second, 'data.order._id')).toBe(valueAt(first, 'entity._id'));
    expect(valueAt(second, 'data.order.number')).toBe(valueAt(first, 'entity.number'));
    expect(valueAt(first, 'entity.number')).toMatch(/^[1-9]{5}$/);
    expect(valueAt(first, 'entity.buyerInfo.contactId')).toBe(valueAt(shop, 'entity.buyerInfo.contactId'));
  });

  it('of tickets has another number of the same form, with which its tickets’ numbers begin', () => {
    const [event] = renewEvents([tickets], 'new-order', now);
    const number = String(valueAt(event, 'orderNumber'));

    expect(number).toMatch(/^[A-Z]{4}-[A-Z]{3}[1-9]-[A-Z]{2}$/);
    expect(valueAt(event, 'tickets.0.ticketNumber')).toBe(`${number}021`);
    expect(valueAt(event, 'eventId')).toBe(valueAt(tickets, 'eventId'));
  });
});

it('fires an event as it is when that is asked for', () => {
  expect(renewEvents([shop], 'as-is', now)).toEqual([shop]);
});

it('leaves at most the longest gap between two events, and keeps the order of all times', () => {
  const map = createTimeMap([0, 64, 1_000_000], 5_000, 60_000);

  expect([-10, 0, 64, 500_032, 1_000_000, 1_000_500].map(map)).toEqual([4_990, 5_000, 5_064, 35_064, 65_064, 65_564]);
});
