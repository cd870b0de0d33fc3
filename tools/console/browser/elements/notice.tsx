import type { ComponentChildren, JSX } from 'preact';

import type { Listing, UnreadableRow } from '../../contract/answers.ts';
import { pathPartOf } from '../../contract/path-part.ts';
import type { Problem } from '../../../workbench/runs/run.ts';
import type { Resource } from '../api/use-resource.ts';

/** A problem and the next step. */
export function ProblemNotice({ problem }: { readonly problem: Problem }): JSX.Element {
  return (
    <div class="notice bad" role="alert">
      <strong>{problem.message}</strong> <span>{problem.next}</span>
    </div>
  );
}

/** Placeholder for an empty list, with the next step. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Shows the loaded value, or the reason why it is missing. */
export function Loaded<T>({
  resource,
  children,
}: {
  readonly resource: Resource<T>;
  readonly children: (value: T) => ComponentChildren;
}): JSX.Element {
  if (resource.kind === 'loading') return <p class="muted loading">Loading…</p>;
  if (resource.kind === 'problem') return <ProblemNotice problem={resource.problem} />;
  return <>{children(resource.value)}</>;
}

/** Shows the rows that were read, below those of their collection that cannot be read. */
export function LoadedRows<Shown>({
  resource,
  children,
}: {
  readonly resource: Resource<Listing<Shown>>;
  readonly children: (rows: readonly Shown[], page: Listing<Shown>) => ComponentChildren;
}): JSX.Element {
  return (
    <Loaded resource={resource}>
      {(page) => (
        <>
          {page.unreadable.length === 0 ? null : <UnreadableRows rows={page.unreadable} />}
          {children(page.rows, page)}
        </>
      )}
    </Loaded>
  );
}

const UNREADABLE_SHOWN = 10;

function UnreadableRows({ rows }: { readonly rows: readonly UnreadableRow[] }): JSX.Element {
  const left = rows.length - UNREADABLE_SHOWN;
  return (
    <div class="notice bad" role="alert">
      <strong>{rows.length === 1 ? '1 stored row' : `${rows.length} stored rows`} cannot be read:</strong>
      <ul>
        {rows.slice(0, UNREADABLE_SHOWN).map(({ collection, id, problem }) => (
          <li key={id} class="break">
            <a href={`#/collections/${collection}/${pathPartOf(id)}`}>{id}</a>: <span>{problem}</span>
          </li>
        ))}
      </ul>
      {left > 0 ? `and ${left} more` : null}
    </div>
  );
}
