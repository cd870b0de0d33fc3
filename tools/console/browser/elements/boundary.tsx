import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';

/** Error boundary: shows its children, or why they failed to render. The rest of the page stays usable. Retries when `place` changes. */
export function Boundary({
  place,
  children,
}: {
  readonly place: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const [error, reset] = useErrorBoundary() as [unknown, () => void];
  useEffect(() => {
    if (error !== undefined) reset();
  }, [place]);
  if (error === undefined) return <>{children}</>;
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>This view cannot be shown:</strong> {error instanceof Error ? error.message : 'no reason given'}
      </p>
      <p>The other views go on, and Collections has what is stored.</p>
      <button type="button" onClick={reset}>
        Try again
      </button>
    </div>
  );
}
