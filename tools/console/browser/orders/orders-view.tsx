import type { JSX } from 'preact';

import type { Listing, ShownOrder } from '../../contract/answers.ts';
import { usePageState } from '../api/page-state.ts';
import { usePages } from '../api/use-pages.ts';
import { withQuery } from '../api/with-query.ts';
import { Command } from '../elements/command.tsx';
import { Empty, LoadedRows } from '../elements/notice.tsx';
import { orderPath, OrderWords } from '../elements/order-name.tsx';
import { Paging } from '../elements/paging.tsx';
import { NothingFound, Search } from '../elements/search.tsx';
import { OrderPanel } from './order-panel.tsx';

/** Lists the orders known to the site, next to the timeline of the selected one. */
export function OrdersView({
  product,
  id,
}: {
  readonly product: string | undefined;
  readonly id: string | undefined;
}): JSX.Element {
  const { search } = usePageState();
  const pages = usePages<Listing<ShownOrder>>(withQuery('orders', { q: search }));
  const isChosen = product !== undefined && id !== undefined;
  return (
    <LoadedRows resource={pages.resource}>
      {(orders, page) =>
        page.total === 0 && search.trim() === '' ? (
          <NoOrders />
        ) : (
          <div class={isChosen ? 'split has-detail' : 'split'}>
            <section class="list" aria-label="Orders">
              <div class="list-head">
                <Search what="orders" />
                <Paging page={page} pages={pages} what="orders" />
              </div>
              {page.total === 0 ? <NothingFound what="order" /> : null}
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
  const { about, status, states, changes } = order;
  return (
    <li>
      <a class="event-row" href={orderPath(order)} aria-current={isCurrent ? 'true' : undefined}>
        <span class="line-1">
          <span class="title">
            <OrderWords order={order} about={about} />
          </span>
        </span>
        <span class="line-2">{status ?? 'no status'}</span>
        <span class="line-3 muted">
          {states === 1 ? '1 state' : `${states} states`} · {changes === 1 ? '1 change' : `${changes} changes`}
        </span>
      </a>
    </li>
  );
}

function NoOrders(): JSX.Element {
  return (
    <Empty title="The site knows no order yet">
      <p>
        It remembers an order from its first event on: states without personal data, and what was told. Fire one here,
        or from another terminal:
      </p>
      <Command>node bin/order-events.js event run shop</Command>
      <a class="button primary" href="#/fire/sequence/shop">
        Run a whole order
      </a>
    </Empty>
  );
}
