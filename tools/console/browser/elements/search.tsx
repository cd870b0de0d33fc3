import type { JSX } from 'preact';

import { searchFor, usePageState } from '../api/page-state.ts';

/** Search field of a list; the search text stays when another list is opened. */
export function Search({ what }: { readonly what: string }): JSX.Element {
  const { search } = usePageState();
  return (
    <div class="search" role="search">
      <input
        id="search"
        type="search"
        aria-label={`Search ${what}`}
        placeholder="Number, product or address"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        value={search}
        onInput={(event) => searchFor(event.currentTarget.value)}
      />
    </div>
  );
}

/** Message for a search without results. */
export function NothingFound({ what }: { readonly what: string }): JSX.Element {
  const { search } = usePageState();
  return (
    <div class="pad column nothing">
      <p>
        No {what} has <bdi>“{search}”</bdi> in its number, product, address or name.
      </p>
      <button type="button" onClick={() => searchFor('')}>
        Show all
      </button>
    </div>
  );
}
