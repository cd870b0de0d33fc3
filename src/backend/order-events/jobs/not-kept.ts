import { failureOf } from '../order-events-error.ts';
import type { JobState } from '../ports/job-states.ts';
import type { Ports } from '../ports/ports.ts';

/** The row in which handlers note what they could not keep. It is made beforehand: at the limit of a site's items, none can be. */
const HANDLERS = 'handlers';

/** Events that could neither be handled nor kept, and were left to the platform. */
export interface NotKept {
  readonly count: number;
  readonly lastAt: string;
  /** The code of the last failure: `store-full` at the limit of the site's items. */
  readonly failure: string;
}

/** Makes the row in which handlers note what they could not keep, while there is room for it. */
export async function prepareNotKept({ jobStates, now }: Pick<Ports, 'jobStates' | 'now'>): Promise<void> {
  if ((await jobStates.read(HANDLERS)) === undefined) {
    await jobStates.save(HANDLERS, { startedAt: now(), report: {}, progress: {} });
  }
}

/** Notes that an event could not be kept, for the owner to see; not of a busy store, which the note would make busier. Never rejects. */
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
    // The log has it.
  }
}

/** What handlers noted; `null` when everything was kept. */
export async function readNotKept({ jobStates }: Pick<Ports, 'jobStates'>): Promise<NotKept | null> {
  return notKeptOf(await jobStates.read(HANDLERS));
}

function notKeptOf(state: JobState | undefined): NotKept | null {
  const count = state?.report['notKept'];
  if (state === undefined || count === undefined) return null;
  const { lastAt, failure } = state.progress;
  return { count, lastAt: new Date(Number(lastAt)).toISOString(), failure: String(failure) };
}
