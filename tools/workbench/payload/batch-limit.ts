import { megabytes } from './parse-event.ts';

/** Limit on the deliveries of one command or request: more are a replay, which reads its events from a file. */
export const MAX_DELIVERIES = 10_000;
const MAX_BATCH_CHARS = 64 * 1024 * 1024;

/** Reason why deliveries are too many at once: what was expected, and what was found. */
export interface BatchRefusal {
  readonly expected: string;
  readonly found: string;
}

/** Checks the total size of events that are to be delivered so many times each; `undefined` if they may be. */
export function refuseLargeBatch(texts: readonly string[], times: number): BatchRefusal | undefined {
  const count = texts.length * times;
  const chars = texts.reduce((sum, text) => sum + text.length, 0) * times;
  if (count <= MAX_DELIVERIES && chars <= MAX_BATCH_CHARS) return undefined;
  const deliveries = `${count} ${count === 1 ? 'delivery' : 'deliveries'}`;
  return {
    expected: `at most ${MAX_DELIVERIES} deliveries of ${megabytes(MAX_BATCH_CHARS)} in all`,
    found: `${deliveries} of ${megabytes(chars)}`,
  };
}
