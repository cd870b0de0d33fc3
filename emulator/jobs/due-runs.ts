import { CronExpressionParser } from 'cron-parser';

import type { ScheduledJob } from './jobs-config.ts';

/** A scheduled run of a job. */
export interface DueRun {
  readonly job: ScheduledJob;
  readonly dueAt: number;
}

/** Lists the runs due after each job's last one and up to an instant, in order of time; after a long gap, only the latest. */
export function findDueRuns(
  jobs: ScheduledJob[],
  lastRunAt: (job: ScheduledJob) => number,
  upToMs: number,
  atMostPerJob: number,
): DueRun[] {
  const runs = jobs.flatMap((job) => {
    if (job.problem !== null) return [];
    return latestTimes(job.cronExpression, lastRunAt(job), upToMs, atMostPerJob).map((dueAt) => ({ job, dueAt }));
  });
  return runs.sort((a, b) => a.dueAt - b.dueAt);
}

function latestTimes(cron: string, afterMs: number, upToMs: number, atMost: number): number[] {
  // Iterates backwards from the end, so that a gap of years costs no more than the requested runs.
  const times = CronExpressionParser.parse(cron, { currentDate: new Date(upToMs + 1), tz: 'UTC' });
  const found: number[] = [];
  while (found.length < atMost) {
    const at = times.prev().getTime();
    if (at <= afterMs) break;
    found.push(at);
  }
  return found.reverse();
}
