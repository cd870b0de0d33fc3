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

/** The kind of an order and its number: "Shop order 10003". */
export function orderTitle(product: Product, about: OrderName | null): string {
  const number = about?.number ?? null;
  return number === null ? words[product] : `${words[product]} ${number}`;
}

/** An order by its number, what was bought, and who bought it, each as far as payloads have shown it; its id on demand. */
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

/** The address of an order in this page. */
export function orderPath({ product, id }: OrderRef): string {
  return `#/orders/${product}/${pathPartOf(id)}`;
}
