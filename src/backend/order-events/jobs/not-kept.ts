import { failureOf } from '../order-events-error.ts';
import type { JobState } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Key of the row in which handlers record events that they could not store. The row is created in advance: at the site's item limit
 * nothing can be inserted.
 */
const HANDLERS = 'handlers';

/** Events that were neither handled nor stored, and were left to the platform. */
export interface NotKept {
  readonly count: number;
  readonly lastAt: string;
  /** Code of the last failure, such as `store-full` at the site's item limit. */
  readonly failure: string;
}

/** Creates the row in which handlers record events that they could not store, while there is still room for it. */
export async function prepareNotKept({ jobStates, now }: Pick<Ports, 'jobStates' | 'now'>): Promise<void> {
  if ((await jobStates.read(HANDLERS)) === undefined) {
    await jobStates.save(HANDLERS, { startedAt: now(), report: {}, progress: {} });
  }
}

/**
 * Records that an event could not be stored, for the owner to see; not when the store is busy, because the record would add to its load.
 * Never rejects.
 */
export async function noteNotKept(
  error: unknown,
  { jobStates, now, log }: Pick<Ports, 'jobStates' | 'now' | 'log'>,
): Promise<void> {
  const failure = failureOf(error);
  log('event not kept', { failure });
  if (failure === 'store-busy') return;
  try {
    const known = await jobStates.read(HANDLERS);
    const notKept = (known?.report['notKept'] ?? 0) + 1;
    const startedAt = known?.startedAt ?? now();
    await jobStates.save(HANDLERS, { startedAt, report: { notKept }, progress: { lastAt: now(), failure } });
  } catch {
    // The failure is in the log already.
  }
}

/** Reads what handlers recorded; `null` if every event was stored. */
export async function readNotKept({ jobStates }: Pick<Ports, 'jobStates'>): Promise<NotKept | null> {
  return notKeptOf(await jobStates.read(HANDLERS));
}

function notKeptOf(state: JobState | undefined): NotKept | null {
  const count = state?.report['notKept'];
  if (state === undefined || count === undefined) return null;
  const { lastAt, failure } = state.progress;
  return { count, lastAt: new Date(Number(lastAt)).toISOString(), failure: String(failure) };
}
