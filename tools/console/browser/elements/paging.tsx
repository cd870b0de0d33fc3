import type { JSX } from 'preact';

import type { Page } from '../../contract/answers.ts';
import type { Pages } from '../api/use-pages.ts';

/** Number of rows shown and in all, and the buttons to the other pages; nothing if one page has all rows. */
export function Paging({
  page: { rows, total, next },
  pages: { isFirst, turnTo },
  what,
  order = 'newest',
}: {
  readonly page: Page<unknown>;
  readonly pages: Pages<unknown>;
  readonly what: string;
  readonly order?: 'newest' | 'first';
}): JSX.Element | null {
  if (isFirst && next === null) return null;
  const [further, back] = order === 'newest' ? ['Show older', 'Show the newest'] : ['Show the next', 'Show the first'];
  return (
    <div class="paging">
      <span class="muted">
        {isFirst ? `The ${order} ${rows.length}` : rows.length} of {total} {what}
      </span>
      {next === null ? null : (
        <button type="button" onClick={() => turnTo(next)}>
          {further}
        </button>
      )}
      {isFirst ? null : (
        <button type="button" onClick={() => turnTo(null)}>
          {back}
        </button>
      )}
    </div>
  );
}
