import type { ComponentChildren, JSX } from 'preact';
import type { Problem } from '../../contract/run.ts';
import type { Resource } from '../api/use-resource.ts';

/** What is wrong, and what to do next. */
export function ProblemNotice({ problem }: { readonly problem: Problem }): JSX.Element {
  return (
    <div class="notice bad" role="alert">
      <strong>{problem.message}</strong> {problem.next}
    </div>
  );
}

/** A place where there is nothing yet, with the next step. */
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

/** What was read, or why it is not there. */
export function Loaded<T>({
  resource,
  children,
}: {
  readonly resource: Resource<T>;
  readonly children: (value: T) => ComponentChildren;
}): JSX.Element {
  if (resource.kind === 'loading') return <p class="muted loading">Reading…</p>;
  if (resource.kind === 'problem') return <ProblemNotice problem={resource.problem} />;
  return <>{children(resource.value)}</>;
}
