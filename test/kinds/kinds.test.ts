import { commonChangeKinds } from '../../src/backend/order-events/changes/change.ts';
import { productChangeKinds } from '../../src/backend/order-events/products/product.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { fireCase, type KindCase, type ProductKinds } from '../../tools/changes-table/kind-cases.ts';
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
    const reported = fireCase(kinds, payload, kindCase);

    expect(reported).toEqual(kindCase.reports);
    expect(reported).toContain(kind);
  });

  it.each(casesOf(kinds, 'nearMisses'))('%s is not reported: %s', (kind, _what, kindCase) => {
    const reported = fireCase(kinds, payload, kindCase);

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

function casesOf({ rows }: ProductKinds, column: 'hits' | 'nearMisses'): (readonly [string, string, KindCase])[] {
  return rows.flatMap((row) =>
    'impossible' in row ? [] : row[column].map((kindCase) => [row.kind, kindCase.what, kindCase] as const),
  );
}
