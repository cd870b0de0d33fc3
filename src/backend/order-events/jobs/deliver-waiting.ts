import { deliverAll } from '../delivery/deliver-due.ts';
import type { EventDeps, SiteRules } from '../intake/handle-event.ts';
import { replayUnhandled } from '../intake/replay-unhandled.ts';
import { JOB_LANES, type JobRun } from './run-job.ts';

/**
 * One run of the hourly job: events that could not be handled just then, first attempts whose handler stopped, and retries.
 * The events leave the notifications half of the time.
 */
export async function deliverWaiting(deadline: number, site: SiteRules, deps: EventDeps): Promise<JobRun> {
  const halfWay = (deps.now() + deadline) / 2;
  const events = await replayUnhandled({ kind: 'failed' }, halfWay, site, deps, JOB_LANES);
  const deliveries = await deliverAll(deadline, deps, JOB_LANES);
  return { report: { eventsHandled: events.handled, ...deliveries }, progress: {} };
}
