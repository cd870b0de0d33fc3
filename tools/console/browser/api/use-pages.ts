import { useState } from 'preact/hooks';

import { withQuery } from './with-query.ts';
import { useResource, type Resource } from './use-resource.ts';

/** A list that is read page by page. */
export interface Pages<T> {
  readonly resource: Resource<T>;
  /** `true` if the shown page is the first. */
  readonly isFirst: boolean;
  /** Turns to the page that starts at a place; `null` is the first page. */
  turnTo(from: string | null): void;
}

/** Reads the page of a list that starts at `first`, by default its first, and each that is turned to. Another path starts anew. */
export function usePages<T>(path: string, first: string | null = null): Pages<T> {
  const [turned, setTurned] = useState<{ readonly list: string; readonly from: string | null }>();
  const list = withQuery(path, { from: first });
  const from = turned?.list === list ? turned.from : first;
  const resource = useResource<T>(withQuery(path, { from }), { keeps: true });
  return { resource, isFirst: from === null, turnTo: (next) => setTurned({ list, from: next }) };
}
