import { deliverAll } from '../delivery/deliver-due.ts';
import type { JobRun } from '../ports/job-states.ts';
import { sweepErasures } from '../retention/sweep-erasures.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import type { HandleDeps } from './handle-event.ts';
import { replayUnhandled } from './replay-unhandled.ts';

/**
 * Does one run of the hourly job: completes erasures, handles stored events again, makes first attempts whose handler stopped, and
 * retries. The events leave half of the time to the notifications.
 */
export async function deliverWaiting(
  deadline: number,
  concurrency: number,
  site: SiteRules,
  deps: HandleDeps,
): Promise<JobRun['report']> {
  const erased = await sweepErasures(deadline, deps);
  const halfWay = (deps.now() + deadline) / 2;
  const events = await replayUnhandled({ kind: 'failed' }, { deadline: halfWay, concurrency }, site, deps);
  const deliveries = await deliverAll(deadline, concurrency, deps);
  return { erasuresDone: erased, eventsHandled: events.handled, ...deliveries };
}
