import { useEffect, useState } from 'preact/hooks';

import type { Problem } from '../../../workbench/runs/run.ts';
import { read } from './call.ts';
import { usePageState } from './page-state.ts';

/** What a view reads, as far as it has come. */
export type Resource<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Reads a path of the API, and again whenever something moved; what was read last stays until then. `keeps` lets it stay also while
 * another path is read, as for a list that is searched.
 */
export function useResource<T>(path: string, { keeps = false } = {}): Resource<T> {
  const { version } = usePageState();
  const [state, setState] = useState<{ readonly path: string; readonly resource: Resource<T> }>();
  useEffect(() => {
    let isWanted = true;
    void read<T>(path).then((answer) => {
      if (!isWanted) return;
      const resource: Resource<T> = answer.kind === 'ok' ? { kind: 'ready', value: answer.value } : answer;
      setState({ path, resource });
    });
    return () => void (isWanted = false);
  }, [path, version]);
  return state !== undefined && (keeps || state.path === path) ? state.resource : { kind: 'loading' };
}
