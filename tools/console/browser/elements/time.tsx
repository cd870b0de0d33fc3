import type { JSX } from 'preact';

/** A time of the local site: UTC, with date and time to the second. */
export function Time({ ms }: { readonly ms: number | null }): JSX.Element {
  if (ms === null) return <span class="muted">–</span>;
  const iso = new Date(ms).toISOString();
  return (
    <time dateTime={iso} class="time">
      <span class="date">{iso.slice(0, 10)}</span> {iso.slice(11, 19)}
    </time>
  );
}
