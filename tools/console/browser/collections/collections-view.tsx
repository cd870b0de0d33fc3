import type { JSX } from 'preact';

import { products } from '../../../../src/backend/order-events/products/product.ts';
import type { CollectionItems, ShownCollection, ShownItem } from '../../contract/answers.ts';
import { pathPartOf } from '../../contract/path-part.ts';
import { usePages } from '../api/use-pages.ts';
import { useResource } from '../api/use-resource.ts';
import { Command } from '../elements/command.tsx';
import { JsonView } from '../elements/json-view.tsx';
import { Loaded } from '../elements/notice.tsx';
import { Paging } from '../elements/paging.tsx';
import { OrderWords } from '../elements/order-name.tsx';

/** Lists the collections of the local site next to the items of the selected one. */
export function CollectionsView({
  id,
  from,
}: {
  readonly id: string | undefined;
  /** ID of the item at which the list starts. */
  readonly from: string | undefined;
}): JSX.Element {
  const resource = useResource<ShownCollection[]>('collections');
  return (
    <div class={id === undefined ? 'split' : 'split has-detail'}>
      <section class="list" aria-label="Collections">
        <Loaded resource={resource}>
          {(collections) => (
            <ul class="rows">
              {collections.length === 0 ? <NoCollections /> : null}
              {collections.map((collection) => (
                <li key={collection.id}>
                  <a
                    class="event-row"
                    href={`#/collections/${pathPartOf(collection.id)}`}
                    aria-current={collection.id === id ? 'true' : undefined}
                  >
                    <span class="line-1">
                      <span class="name break">{collection.id}</span>
                      <span class="muted id">{collection.count}</span>
                    </span>
                    <span class="line-2 muted">read: {collection.permissions['read']}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </section>
      <section class="detail" aria-label="The chosen collection">
        {id === undefined ? (
          <p class="muted pad hint">Choose a collection to see what the site has stored.</p>
        ) : (
          <Collection key={id} id={id} from={from ?? null} />
        )}
      </section>
    </div>
  );
}

/** Names an item by its order, or by its ID if it has none. */
function ItemName({ item, about }: ShownItem): JSX.Element {
  const { _id: id, orderId, revision, rule } = item;
  const product = products.find((name) => name === item['product']);
  if (product === undefined || typeof orderId !== 'string') return <bdi class="mono break">{String(id)}</bdi>;
  return (
    <>
      <OrderWords order={{ product, id: orderId }} about={about} />
      {typeof rule === 'string' ? <span class="muted"> · {rule}</span> : null}
      {typeof revision === 'number' ? <span class="muted"> · revision {revision}</span> : null}
    </>
  );
}

function NoCollections(): JSX.Element {
  return (
    <li class="pad column nothing">
      <p>The site has stored nothing yet. It makes its collections with the first event:</p>
      <Command>node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated</Command>
    </li>
  );
}

function Collection({ id, from }: { readonly id: string; readonly from: string | null }): JSX.Element {
  const pages = usePages<CollectionItems>(`collections/${pathPartOf(id)}`, from);
  return (
    <>
      <a class="back" href="#/collections">
        ← All collections
      </a>
      <Loaded resource={pages.resource}>
        {({ rows, count, ...page }) => (
          <article class="run">
            <header>
              <h2 class="mono break">{id}</h2>
              <p class="muted">{count === 1 ? '1 item' : `${count} items`}</p>
              <Paging page={{ ...page, rows }} pages={pages} what="items, by ID" order="first" />
            </header>
            {count === 0 ? (
              <>
                <p>Nothing is stored here yet. Fire an event, here or from another terminal:</p>
                <Command>node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated</Command>
              </>
            ) : null}
            {rows.map(({ item, about }) => (
              <details key={String(item['_id'])} class="item">
                <summary>
                  <ItemName item={item} about={about} />
                </summary>
                <JsonView json={JSON.stringify(item)} label={String(item['_id'])} />
              </details>
            ))}
          </article>
        )}
      </Loaded>
    </>
  );
}
