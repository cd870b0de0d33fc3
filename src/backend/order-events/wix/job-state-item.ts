import type { WixDataItem } from 'wix-data';

import type { JobState } from '../ports/job-states.ts';
import { msOfDate, withoutUndefined } from './item-fields.ts';

/** Returns a job's state as a Wix Data item. */
export function itemOfJobState(job: string, { startedAt, finishedAt, report, progress }: JobState): WixDataItem {
  return withoutUndefined({
    _id: job,
    startedAt: new Date(startedAt),
    finishedAt: finishedAt === undefined ? undefined : new Date(finishedAt),
    report,
    progress,
  });
}

/** Returns the job's state from an item that this package stored. */
export function jobStateOfItem(item: WixDataItem | null): JobState | undefined {
  if (item === null) return undefined;
  return {
    startedAt: msOfDate(item['startedAt']),
    finishedAt: item['finishedAt'] === undefined ? undefined : msOfDate(item['finishedAt']),
    report: item['report'] as JobState['report'],
    progress: item['progress'] as JobState['progress'],
  };
}
