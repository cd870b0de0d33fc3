import { useEffect, useState } from 'preact/hooks';

import type { Problem } from '../../../workbench/runs/run.ts';
import { read } from './call.ts';
import { usePageState } from './page-state.ts';

/** Loading state of the data that a view reads. */
export type Resource<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Reads a path of the API, and reads it again after every change. The last value stays until the new one arrives. With `keeps`, it also
 * stays while another path loads, as for a list that is searched.
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
