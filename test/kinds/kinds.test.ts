import { commonChangeKinds } from '../../src/backend/order-events/changes/change.ts';
import { productChangeKinds } from '../../src/backend/order-events/products/product.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { handlerNames, handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import {
  evidenceOf,
  fireCase,
  type KindCase,
  type KnownBy,
  type ProductKinds,
} from '../../tools/changes-table/kind-cases.ts';
import { planKinds } from '../../tools/changes-table/cases/plan-kinds.ts';
import { shopKinds } from '../../tools/changes-table/cases/shop-kinds.ts';
import { ticketKinds } from '../../tools/changes-table/cases/ticket-kinds.ts';

describe.each([ticketKinds, planKinds, shopKinds])('the kinds of $product', (kinds) => {
  const payload = documentedPayload(kinds.handler);

  it('have a row each, in no other number', () => {
    const rows = kinds.rows.map(({ kind }) => kind);

    expect(rows).toEqual([...commonChangeKinds, ...productChangeKinds[kinds.product]]);
  });

  it.each(casesOf(kinds, 'hits'))('%s is reported: %s', (kind, _what, kindCase) => {
    const { kinds: reported, evidence } = fireCase(kinds, payload, kindCase);

    expect(reported).toEqual(kindCase.reports);
    expect(evidence.get(kind)).toBe(evidenceOf[kindCase.by ?? 'comparison']);
  });

  it.each(casesOf(kinds, 'nearMisses'))('%s is not reported: %s', (kind, _what, kindCase) => {
    const { kinds: reported } = fireCase(kinds, payload, kindCase);

    expect(reported).toEqual(kindCase.reports);
    expect(reported).not.toContain(kind);
  });
});

it('can occur, but for those that a product has no field for', () => {
  const impossible = [ticketKinds, planKinds, shopKinds].flatMap(({ product, rows }) =>
    rows.flatMap((row) => ('impossible' in row ? [`${product} ${row.kind}`] : [])),
  );

  expect(impossible).toEqual([
    'wix-pricing-plans order-payment-declined',
    'wix-pricing-plans order-archived',
    'wix-pricing-plans order-unarchived',
  ]);
});

const allKinds = [ticketKinds, planKinds, shopKinds];

describe('a kind that an event proves by its name', () => {
  const proofs = handlerNames.flatMap((handler) => handlers[handler].proves.map((kind) => [handler, kind] as const));

  // Without the status before, an order that is not paid does not say that it was.
  it.each(proofs.filter(([, kind]) => kind !== 'order-payment-reversed'))('%s proves %s in a hit', (handler, kind) => {
    const hits = allKinds.flatMap((kinds) => casesOf(kinds, 'hits'));

    expect(hits.some(([of, , { as, by }]) => of === kind && as === handler && by === 'event')).toBe(true);
  });
});

it.each([
  [
    'event',
    'wix-events order-anonymized, wix-events order-confirmed, wix-events order-paid, wix-events order-placed, ' +
      'wix-pricing-plans auto-renew-canceled, wix-pricing-plans cycle-started, wix-pricing-plans end-date-brought-forward, ' +
      'wix-pricing-plans end-date-postponed, wix-pricing-plans order-anonymized, wix-pricing-plans order-canceled, ' +
      'wix-pricing-plans order-ended, wix-pricing-plans order-paid, wix-pricing-plans order-paused, ' +
      'wix-pricing-plans order-placed, wix-pricing-plans order-resumed, wix-pricing-plans order-started, ' +
      'wix-pricing-plans start-date-changed, wix-ecom order-anonymized, wix-ecom order-approved, wix-ecom order-canceled, ' +
      'wix-ecom order-paid, wix-ecom order-partially-paid, wix-ecom order-partially-refunded, wix-ecom order-payment-canceled, ' +
      'wix-ecom order-payment-declined, wix-ecom order-payment-pending, wix-ecom order-placed, wix-ecom order-refunded, ' +
      'wix-ecom tracking-updated',
  ],
  [
    'status before',
    'wix-ecom order-paid, wix-ecom order-partially-paid, wix-ecom order-partially-refunded, wix-ecom order-payment-canceled, ' +
      'wix-ecom order-payment-declined, wix-ecom order-payment-pending, wix-ecom order-payment-reversed, wix-ecom order-refunded',
  ],
  [
    'first sight',
    'wix-events order-confirmed, wix-events order-paid, wix-events status-unknown, wix-pricing-plans cycle-started, ' +
      'wix-pricing-plans order-canceled, wix-pricing-plans order-ended, wix-pricing-plans order-paid, ' +
      'wix-pricing-plans order-paused, wix-pricing-plans order-placed, wix-pricing-plans order-renewed, ' +
      'wix-pricing-plans order-resumed, wix-pricing-plans order-started, wix-pricing-plans status-unknown, ' +
      'wix-ecom order-canceled, wix-ecom order-paid, wix-ecom order-rejected, wix-ecom status-unknown',
  ],
] as const)('has hits and near misses by %s for the kinds that it can show', (by, kinds) => {
  const [hits, nearMisses] = (['hits', 'nearMisses'] as const).map((column) => kindsKnownBy(by, column));

  expect(hits).toBe(kinds);
  expect(nearMisses?.split(', ')).toEqual(expect.arrayContaining(kinds.split(', ')));
});

function kindsKnownBy(by: KnownBy, column: 'hits' | 'nearMisses'): string {
  return allKinds
    .flatMap((kinds) => {
      const known = casesOf(kinds, column).filter(([, , kindCase]) => (kindCase.by ?? 'comparison') === by);
      return [...new Set(known.map(([kind]) => `${kinds.product} ${kind}`))].sort();
    })
    .join(', ');
}

function casesOf(
  { rows, evidence }: ProductKinds,
  column: 'hits' | 'nearMisses',
): (readonly [string, string, KindCase])[] {
  return [...rows, ...evidence].flatMap((row) =>
    'impossible' in row ? [] : row[column].map((kindCase) => [row.kind, kindCase.what, kindCase] as const),
  );
}
