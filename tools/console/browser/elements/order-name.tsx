import type { JSX } from 'preact';

import type { Product } from '../../../../src/backend/order-events/products/product.ts';
import { pathPartOf } from '../../contract/path-part.ts';
import type { OrderName, OrderRef } from '../../../workbench/runs/run.ts';
import { Id } from './id.tsx';

const words: Readonly<Record<Product, string>> = {
  'wix-ecom': 'Shop order',
  'wix-events': 'Ticket order',
  'wix-pricing-plans': 'Plan order',
};

/** Returns the kind and number of an order: "Shop order 10003". */
export function orderTitle(product: Product, about: OrderName | null): string {
  const number = about?.number ?? null;
  return number === null ? words[product] : `${words[product]} ${number}`;
}

/** Names an order by its number, items and buyer, if payloads have shown them; its ID on demand. */
export function OrderWords({
  order: { product, id },
  about,
}: {
  readonly order: OrderRef;
  readonly about: OrderName | null;
}): JSX.Element {
  const { number = null, item = null, buyer = null } = about ?? {};
  return (
    <span class="order-words">
      <span>
        {words[product]}
        {number === null ? null : (
          <>
            {' '}
            <bdi class="number">{number}</bdi>
          </>
        )}
      </span>
      {item === null ? null : (
        <>
          {' '}
          · <bdi>{item}</bdi>
        </>
      )}
      {buyer === null ? null : (
        <>
          {' '}
          · <bdi class="break">{buyer}</bdi>
        </>
      )}{' '}
      {id === number ? null : <Id value={id} />}
    </span>
  );
}

/** Returns the URL of an order within the page. */
export function orderPath({ product, id }: OrderRef): string {
  return `#/orders/${product}/${pathPartOf(id)}`;
}
