import type { JSX } from 'preact';

import type { Listing, ShownOrder } from '../../contract/answers.ts';
import { useResource } from '../api/use-resource.ts';
import { Empty, LoadedRows } from '../elements/notice.tsx';
import { OrderPanel } from './order-panel.tsx';

/** The orders that the site knows, beside the timeline of one. */
export function OrdersView({
  product,
  id,
}: {
  readonly product: string | undefined;
  readonly id: string | undefined;
}): JSX.Element {
  const resource = useResource<Listing<ShownOrder>>('orders');
  const isChosen = product !== undefined && id !== undefined;
  return (
    <LoadedRows resource={resource}>
      {(orders) =>
        orders.length === 0 ? (
          <NoOrders />
        ) : (
          <div class={isChosen ? 'split has-detail' : 'split'}>
            <section class="list" aria-label="Orders">
              <ul class="rows">
                {orders.map((order) => (
                  <OrderRow key={`${order.product}/${order.id}`} order={order} isCurrent={order.id === id} />
                ))}
              </ul>
            </section>
            <section class="detail" aria-label="The chosen order">
              {isChosen ? (
                <OrderPanel key={`${product}/${id}`} product={product} id={id} />
              ) : (
                <p class="muted pad hint">Choose an order to see all that happened to it.</p>
              )}
            </section>
          </div>
        )
      }
    </LoadedRows>
  );
}

function OrderRow({ order, isCurrent }: { readonly order: ShownOrder; readonly isCurrent: boolean }): JSX.Element {
  const { product, id, status, states, changes } = order;
  return (
    <li>
      <a
        class="event-row"
        href={`#/orders/${product}/${encodeURIComponent(id)}`}
        aria-current={isCurrent ? 'true' : undefined}
      >
        <span class="line-1">
          <span class="name break">{id}</span>
        </span>
        <span class="line-2">{status ?? 'no status'}</span>
        <span class="line-3 muted">
          {product} · {states === 1 ? '1 state' : `${states} states`} ·{' '}
          {changes === 1 ? '1 change' : `${changes} changes`}
        </span>
      </a>
    </li>
  );
}

function NoOrders(): JSX.Element {
  return (
    <Empty title="The site knows no order yet">
      <p>It remembers an order from its first event on: states without personal data, and what was told.</p>
      <a class="button primary" href="#/fire/sequence/shop">
        Run a whole order
      </a>
    </Empty>
  );
}
