import type { JSX } from 'preact';

import type { CollectionItems, ShownCollection } from '../../contract/answers.ts';
import { useResource } from '../api/use-resource.ts';
import { JsonView } from '../elements/json-view.tsx';
import { Loaded } from '../elements/notice.tsx';

/** The collections of the local site, beside the items of one. */
export function CollectionsView({ id }: { readonly id: string | undefined }): JSX.Element {
  const resource = useResource<ShownCollection[]>('collections');
  return (
    <div class={id === undefined ? 'split' : 'split has-detail'}>
      <section class="list" aria-label="Collections">
        <Loaded resource={resource}>
          {(collections) => (
            <ul class="rows">
              {collections.map((collection) => (
                <li key={collection.id}>
                  <a
                    class="event-row"
                    href={`#/collections/${collection.id}`}
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
          <Collection key={id} id={id} />
        )}
      </section>
    </div>
  );
}

function Collection({ id }: { readonly id: string }): JSX.Element {
  const resource = useResource<CollectionItems>(`collections/${id}`);
  return (
    <>
      <a class="back" href="#/collections">
        ← All collections
      </a>
      <Loaded resource={resource}>
        {({ items, count }) => (
          <article class="run">
            <header>
              <h2 class="mono break">{id}</h2>
              <p class="muted">
                {count === 1 ? '1 item' : `${count} items`}
                {items.length < count ? `, the first ${items.length} are shown` : ''}
              </p>
            </header>
            {count === 0 ? <p class="muted">Nothing is stored here yet.</p> : null}
            {items.map((item) => (
              <details key={String(item['_id'])} class="item">
                <summary class="mono break">{String(item['_id'])}</summary>
                <JsonView json={JSON.stringify(item)} label={String(item['_id'])} />
              </details>
            ))}
          </article>
        )}
      </Loaded>
    </>
  );
}
