import type { JSX } from 'preact';

import { usePageState } from '../api/page-state.ts';

/** An ID that means nothing to people; shown on demand. */
export function Id({ value }: { readonly value: string | null }): JSX.Element | null {
  const { showsIds } = usePageState();
  return showsIds && value !== null ? <bdi class="mono break muted shown-id">{value}</bdi> : null;
}
