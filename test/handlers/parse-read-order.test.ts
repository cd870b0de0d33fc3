import { parseReadOrder } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { instant } from '../support/typed-texts.ts';

const readAt = instant('2023-02-01T10:00:00.000000000Z');

describe('an order that a method returned', () => {
  it.each([
    [
      'wix-pricing-plans',
      documentedPayload('wixPricingPlans_onOrderUpdated')['entity'],
      'wixPricingPlans_onOrderUpdated',
      'beaf5979-536b-4659-b3fc-78cc08579eab',
      '2022-07-24T08:17:05.117000000Z',
    ],
    [
      'wix-ecom',
      documentedPayload('wixEcom_onOrderUpdated')['entity'],
      'wixEcom_onOrderUpdated',
      '7a8b195e-ab73-4138-b9da-cdf5e864a451',
      '2023-01-16T13:53:13.099000000Z',
    ],
    [
      'wix-events',
      documentedPayload('wixEvents_onOrderUpdated'),
      'wixEvents_onOrderUpdated',
      'FMXC-BZG3-OT',
      '2020-04-28T12:24:29.768000000Z',
    ],
  ] as const)('of %s is its state when it was read, and as old as its last update', (product, raw, handler, id, at) => {
    expect(parseReadOrder(product, raw, readAt)).toMatchObject({
      kind: 'event',
      event: {
        handler,
        dialect: 'sdk',
        eventId: undefined,
        at: readAt,
        happenedAt: at,
        source: 'reconcile',
        warnings: [],
        order: { id },
      },
    });
  });

  it('has no date of its own where it does not say when it was updated', () => {
    const { entity } = changed(documentedPayload('wixEcom_onOrderUpdated'), { 'entity._updatedDate': undefined });

    expect(parseReadOrder('wix-ecom', entity, readAt)).toMatchObject({ event: { at: readAt, happenedAt: undefined } });
  });

  it.each([
    ['nothing', null, { path: 'event', expected: 'an order', found: 'null' }],
    ['no id', {}, { path: '_id', expected: 'text', found: 'nothing' }],
    ['an id of another type', { _id: 1 }, { path: '_id', expected: 'string', found: 'a number' }],
    [
      'a forbidden key',
      JSON.parse('{"__proto__":{}}'),
      { path: '__proto__', expected: 'no such key', found: 'a `__proto__` key' },
    ],
  ])('is rejected when it is or has %s', (_what, raw: unknown, rejection) => {
    expect(parseReadOrder('wix-ecom', raw, readAt)).toEqual({ kind: 'rejected', rejection });
  });
});
