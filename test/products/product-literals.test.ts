import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

import { products } from '../../src/backend/order-events/products/product.ts';

const sources = join(__dirname, '../../src/backend/order-events');

/** What may name a product: the products themselves, the handlers that Wix calls for them, the methods that read their orders, and the helpers that owners write rules with. */
const mayNameProducts = /^(products\/|handlers\/handlers\.ts$|rules\/rule-helpers\.ts$|wix\/sdk-order-reader\.ts$)/;

it('what differs by product stands in its folder: no other code names a product', () => {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.ts') && !mayNameProducts.test(file));

  const naming = files.filter((file) => {
    const text = readFileSync(join(sources, file), 'utf8');
    return products.some((product) => new RegExp(`['"\`]${product}['"\`]`).test(text));
  });

  expect(files).toContain('timeline/timeline.ts');
  expect(naming).toStrictEqual([]);
});
