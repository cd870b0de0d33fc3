import { changed } from '../../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../../support/documented-payloads.ts';
import { valueAt } from '../../../../tools/workbench/payload/json.ts';

describe('a documented payload', () => {
  it('is a fresh copy each time', () => {
    const first = documentedPayload('wixEvents_onOrderUpdated');
    first['status'] = 'CANCELED';

    const second = documentedPayload('wixEvents_onOrderUpdated');

    expect(second['status']).toBe('PAID');
  });
});

describe('a named change', () => {
  const payload = documentedPayload('wixPricingPlans_onOrderUpdated');

  it('replaces a value and leaves the original alone', () => {
    const active = changed(payload, { 'entity.status': 'ACTIVE' });

    expect(valueAt(active, 'entity.status')).toBe('ACTIVE');
    expect(valueAt(payload, 'entity.status')).toBe('PENDING');
  });

  it('removes a key that is set to undefined', () => {
    const without = changed(payload, { 'entity.buyer.contactId': undefined });

    expect(valueAt(without, 'entity.buyer')).toEqual({ memberId: 'ea3d74df-b7dc-4ca1-a7c9-c416b9017a86' });
  });

  it('adds only where the path says so', () => {
    const paused = changed(payload, {
      '+entity.pausePeriods.0': { status: 'ACTIVE' },
      '+entity.pausePeriods.0.pauseDate': '2022-08-02T10:00:00.000Z',
    });

    expect(valueAt(paused, 'entity.pausePeriods')).toEqual([
      { status: 'ACTIVE', pauseDate: '2022-08-02T10:00:00.000Z' },
    ]);
  });

  it('removes an item of a list without leaving a hole', () => {
    const oneTicket = changed(documentedPayload('wixEvents_onOrderUpdated'), { 'tickets.0': undefined });

    expect(valueAt(oneTicket, 'tickets.length')).toBe(1);
    expect(valueAt(oneTicket, 'tickets.0.ticketNumber')).toBe('FMXC-BZG3-OT041');
  });

  it.each([
    ['a misspelt key', { 'entity.statsu': 'ACTIVE' }, 'the payload has no entity.statsu'],
    ['an addition of what is there', { '+entity.status': 'ACTIVE' }, 'the payload has entity.status already'],
  ])('refuses %s', (_case, changes, message) => {
    expect(() => changed(payload, changes)).toThrow(message);
  });
});
