import type { Emulator } from '../../../emulator/emulator.ts';
import type { ShownJob, Status } from '../contract/answers.ts';
import type { Problem } from '../contract/run.ts';
import type { History } from '../history/open-history.ts';
import type { ArmedFaults } from '../runs/armed-faults.ts';
import { collectionNames } from '../site/collection-names.ts';
import { msAt, ROWS_READ, textAt } from '../site/stored-rows.ts';

/** What every view shows in its frame. */
export function readStatus(emulator: Emulator, history: History, faults: ArmedFaults): Status {
  const { queued, runs } = history.counts();
  const { jobs, problem } = listJobs(emulator);
  return {
    now: emulator.clock.now(),
    faults: faults.list(),
    jobs,
    queued,
    runs,
    emails: emulator.emails().length,
    ...readCounts(emulator),
    siteProblem: problem,
  };
}

function readCounts(emulator: Emulator): Pick<Status, 'counts' | 'nextDueAt'> {
  const notifications: Record<string, number> = {};
  let nextDueAt: number | null = null;
  for (const row of emulator.data.items(collectionNames.notifications, ROWS_READ)) {
    const status = textAt(row, 'status') ?? 'unknown';
    notifications[status] = (notifications[status] ?? 0) + 1;
    const dueAt = status === 'pending' ? msAt(row, 'dueAt') : null;
    if (dueAt !== null && (nextDueAt === null || dueAt < nextDueAt)) nextDueAt = dueAt;
  }
  const unhandled = emulator.data.count(collectionNames.unhandled);
  return { counts: { notifications, unhandled }, nextDueAt };
}

function listJobs(emulator: Emulator): { jobs: ShownJob[]; problem: Problem | null } {
  try {
    const jobs = emulator.listJobs().map(({ functionName, description }) => {
      return { name: functionName, description };
    });
    return { jobs, problem: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { jobs: [], problem: { message, next: 'Mend src/backend/jobs.config, then reload this page.' } };
  }
}
