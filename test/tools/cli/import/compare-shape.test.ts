import { createShapeComparison } from '../../../../tools/cli/import/compare-shape.ts';
import { changed, type PayloadChanges } from '../../../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../../../support/documented-payloads.ts';

const SHOP = 'wixEcom_onOrderUpdated';
const PAYMENT = 'wixEcom_onOrderPaymentStatusUpdated';

function differences(handler: typeof SHOP | typeof PAYMENT, changes: PayloadChanges): unknown[] {
  const comparison = createShapeComparison();
  comparison.add(handler, changed(documentedPayload(handler), changes));
  return comparison.differences();
}

it.each(['wixEvents_onOrderUpdated', 'wixPricingPlans_onOrderUpdated', SHOP, PAYMENT] as const)(
  'finds the documented payload of %s as documented',
  (handler) => {
    const comparison = createShapeComparison();

    comparison.add(handler, documentedPayload(handler));

    expect(comparison.differences()).toEqual([]);
  },
);

it('reports a field that is not documented, and not what lies below it', () => {
  expect(differences(SHOP, { '+entity.loyalty': { points: 4 } })).toEqual([
    { handler: SHOP, path: 'entity.loyalty', kind: 'unknown-field', found: 'object', documented: null, events: 1 },
  ]);
});

it('reports a field of another type, in a list too', () => {
  expect(differences(PAYMENT, { 'data.order.lineItems.0.quantity': '1', 'data.order.number': 10003 })).toEqual([
    {
      handler: PAYMENT,
      path: 'data.order.number',
      kind: 'other-type',
      found: 'number',
      documented: 'string',
      events: 1,
    },
    {
      handler: PAYMENT,
      path: 'data.order.lineItems[].quantity',
      kind: 'other-type',
      found: 'string',
      documented: 'number',
      events: 1,
    },
  ]);
});

it('reports what the envelope should not have', () => {
  const comparison = createShapeComparison();
  comparison.add(SHOP, { ...changed(documentedPayload(SHOP), { '+metadata.region': 'eu' }), extra: true });

  expect(comparison.differences()).toMatchObject([
    { path: 'metadata.region', kind: 'unknown-field' },
    { path: 'extra', kind: 'unknown-field' },
  ]);
});

it('knows fields that only the typings name, and lets open maps hold anything', () => {
  const changes = {
    '+entity.purchaseFlowId': 'text',
    '+entity.extendedFields': { namespaces: { app: { anything: [1] } } },
    '+entity.lineItems.0.depositAmount': null,
  };

  expect(differences(SHOP, changes)).toEqual([]);
});

it('counts events, the most frequent difference first', () => {
  const comparison = createShapeComparison();
  const payload = documentedPayload(SHOP);

  comparison.add(SHOP, changed(payload, { '+entity.one': 1 }));
  comparison.add(SHOP, changed(payload, { '+entity.two': 1 }));
  comparison.add(SHOP, changed(payload, { '+entity.two': 1 }));

  expect(comparison.differences().map(({ path, events }) => [path, events])).toEqual([
    ['entity.two', 2],
    ['entity.one', 1],
  ]);
});
