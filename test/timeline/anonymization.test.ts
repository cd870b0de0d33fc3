import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { deliverAll, kindsOf, projectionAfter, type Delivery } from './deliver.ts';

const erasedTickets = {
  timestamp: '2020-04-29T10:00:00.000Z',
  '+triggeredByAnonymizeRequest': true,
} satisfies PayloadChanges;

const transactionsErased: Delivery = {
  handler: 'wixEcom_onOrderTransactionsUpdated',
  raw: {
    metadata: { id: 'transactions', eventTime: '2023-02-01T10:00:00.000000Z', triggeredByAnonymizeRequest: true },
    data: { orderTransactions: { orderId: '7a8b195e-ab73-4138-b9da-cdf5e864a451', payments: [], refunds: [] } },
  },
};

describe('an anonymization', () => {
  it.each<[HandlerName, PayloadChanges]>([
    ['wixEvents_onOrderUpdated', erasedTickets],
    ['wixPricingPlans_onOrderUpdated', erased('2022-09-01T10:00:00.000000Z')],
    ['wixEcom_onOrderUpdated', erased('2023-02-01T10:00:00.000000Z')],
    ['wixEcom_onOrderPaymentStatusUpdated', erased('2023-02-01T10:00:00.000000Z')],
  ])('of %s is told as the event itself reports it, once', (handler, changes) => {
    const payload = documentedPayload(handler);
    const anonymized = { handler, raw: changed(payload, changes) };

    const [, second, third] = deliverAll([{ handler, raw: payload }, anonymized, anonymized]);

    expect(second?.verdict).toBe('changed');
    expect(second?.changes).toMatchObject([
      {
        kind: 'order-anonymized',
        evidence: 'reported',
        occurrence: '1',
        previous: { triggeredByAnonymizeRequest: null },
        current: { triggeredByAnonymizeRequest: true },
      },
    ]);
    expect(third?.changes).toEqual([]);
  });

  it('can be the first that is seen of an order', () => {
    const [first] = deliverAll([
      {
        handler: 'wixEvents_onOrderUpdated',
        raw: changed(documentedPayload('wixEvents_onOrderUpdated'), erasedTickets),
      },
    ]);

    expect(first?.verdict).toBe('first-seen');
    expect(first?.changes.map(({ kind }) => kind)).toEqual(['order-anonymized']);
    expect(first?.projection?.timeline).toMatchObject([{ snapshot: { status: 'PAID' } }]);
  });

  it('a second time is no news', () => {
    const [, , third] = deliverAll([
      shopEvent('1', {}),
      shopEvent('2', erased('2023-02-01T10:00:00.000000Z')),
      shopEvent('3', erased('2023-02-02T10:00:00.000000Z')),
    ]);

    expect(third).toMatchObject({ verdict: 'no-change', changes: [] });
  });

  it('drops the digests of every state that is kept', () => {
    const shop = [shopEvent('1', {}), shopEvent('2', { 'entity.archived': true, ...at('2023-01-17T10:00:00.000Z') })];
    const tickets: Delivery = {
      handler: 'wixEvents_onOrderUpdated',
      raw: documentedPayload('wixEvents_onOrderUpdated'),
    };
    const noTickets = changed(documentedPayload('wixEvents_onOrderUpdated'), { tickets: undefined, ...erasedTickets });

    expect(digestsIn([...shop])).toBeGreaterThan(0);
    expect(digestsIn([...shop, shopEvent('3', erased('2023-02-01T10:00:00.000000Z'))])).toBe(0);
    expect(digestsIn([tickets])).toBeGreaterThan(0);
    expect(digestsIn([tickets, { handler: 'wixEvents_onOrderUpdated', raw: noTickets }])).toBe(0);
    expect(digestsIn([{ handler: 'wixEvents_onOrderUpdated', raw: noTickets }])).toBe(0);
  });

  it('keeps no digest of an event that comes afterwards', () => {
    const later = shopEvent('4', { 'entity.archived': true, ...at('2023-02-02T10:00:00.000000Z') });

    expect(digestsIn([shopEvent('1', {}), shopEvent('3', erased('2023-02-01T10:00:00.000000Z')), later])).toBe(0);
  });

  it('told by an event that carries no order adds no state', () => {
    const first = projectionAfter([transactionsErased]);
    const [seen, second] = deliverAll([shopEvent('1', {}), transactionsErased]);

    expect(first.timeline).toEqual([]);
    expect(second?.changes.map(({ kind }) => kind)).toEqual(['order-anonymized']);
    expect(seen?.projection?.timeline).toHaveLength(1);
    expect(second?.projection?.timeline).toHaveLength(1);
  });

  it('that comes late does not put its old state over the new', () => {
    const archived = { 'entity.archived': true };

    const [, second, third, fourth] = deliverAll([
      shopEvent('1', {}),
      shopEvent('2', { ...archived, ...at('2023-01-18T10:00:00.000000Z') }),
      shopEvent('3', erased('2023-01-17T10:00:00.000000Z')),
      shopEvent('4', { ...archived, ...at('2023-01-19T10:00:00.000000Z') }),
    ]);

    expect([second, third].map((classification) => classification && kindsOf(classification))).toEqual([
      ['order-archived'],
      ['order-anonymized'],
    ]);
    expect(fourth).toMatchObject({ changes: [] });
  });
});

function erased(eventTime: string): PayloadChanges {
  return { 'metadata.triggeredByAnonymizeRequest': true, 'metadata.id': 'anonymized', ...at(eventTime) };
}

function at(eventTime: string): PayloadChanges {
  return { 'metadata.eventTime': eventTime };
}

function shopEvent(id: string, changes: PayloadChanges): Delivery {
  const raw = changed(documentedPayload('wixEcom_onOrderUpdated'), { ...changes, 'metadata.id': id });
  return { handler: 'wixEcom_onOrderUpdated', raw };
}

/** Digests are what stands under `all` and under the name of a personal field. */
function digestsIn(deliveries: readonly Delivery[]): number {
  return JSON.stringify(projectionAfter(deliveries)).split('"all"').length - 1;
}
