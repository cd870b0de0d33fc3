import { EmulatorError } from '../emulator-error.ts';
import type { EmulatorClock } from '../clock/emulator-clock.ts';
import type { Invocation } from '../invocation.ts';
import type { Settings } from '../storage/settings.ts';
import { findDueRuns } from './due-runs.ts';
import { readJobsConfig, type ScheduledJob } from './jobs-config.ts';

/** A run of a job by its schedule. */
export interface JobRun {
  readonly job: ScheduledJob;
  readonly dueAt: number;
  readonly invocation: Invocation;
}

/** The scheduler of one site. */
export interface Jobs {
  list(): ScheduledJob[];
  find(functionName: string): ScheduledJob;
  runDue(upToMs: number, atMostPerJob: number): Promise<JobRun[]>;
}

/** Creates the scheduler; the last run of each job is remembered across restarts. */
export function createJobs(deps: {
  readonly siteDir: string;
  readonly settings: Settings;
  readonly clock: EmulatorClock;
  readonly publishedAt: number;
  readonly run: (job: ScheduledJob) => Promise<Invocation>;
}): Jobs {
  const { siteDir, settings, clock } = deps;

  function settingName(job: ScheduledJob): string {
    return `job:${job.functionLocation}#${job.functionName}`;
  }

  return {
    list: () => readJobsConfig(siteDir),
    find(functionName) {
      const jobs = readJobsConfig(siteDir);
      const job = jobs.find((candidate) => candidate.functionName === functionName);
      if (job !== undefined) return job;
      const names = jobs.map((candidate) => candidate.functionName).join(', ') || 'none';
      throw new EmulatorError('JOB_NOT_FOUND', `jobs.config has no job ${functionName}. It has ${names}.`);
    },
    async runDue(upToMs, atMostPerJob) {
      const lastRunAt = (job: ScheduledJob): number => Number(settings.get(settingName(job)) ?? deps.publishedAt);
      const runs: JobRun[] = [];
      for (const { job, dueAt } of findDueRuns(readJobsConfig(siteDir), lastRunAt, upToMs, atMostPerJob)) {
        clock.advanceTo(dueAt);
        // Recorded first: a run that crashes is not repeated before the next one is due.
        settings.put(settingName(job), dueAt);
        runs.push({ job, dueAt, invocation: await deps.run(job) });
      }
      clock.advanceTo(upToMs);
      return runs;
    },
  };
}
