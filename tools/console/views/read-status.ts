import type { Emulator } from '../../../emulator/emulator.ts';
import type { ShownJob, ShownSite, Status } from '../contract/answers.ts';
import type { Problem } from '../../workbench/runs/run.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import type { ArmedFaults } from '../../workbench/local-site/armed-faults.ts';
import { countNotifications, countUnhandled } from '../site/stored-rows.ts';
import { messageOf } from '../../workbench/message-of.ts';

/** Sources that the status is read from. */
export interface StatusSource {
  readonly emulator: () => Emulator;
  readonly history: History;
  readonly faults: ArmedFaults;
  readonly site: () => ShownSite;
}

/** Returns the status that the frame of every view shows. */
export function readStatus({ site, history, faults, ...own }: StatusSource): Status {
  const emulator = own.emulator();
  const { queued, runs } = history.counts();
  const { jobs, problem } = listJobs(emulator);
  const { byStatus, nextDueAt } = countNotifications(emulator.data);
  return {
    site: site(),
    now: emulator.clock.now(),
    faults: faults.list(),
    jobs,
    queued,
    runs,
    emails: emulator.countEmails(),
    counts: { notifications: byStatus, unhandled: countUnhandled(emulator.data) },
    nextDueAt,
    siteProblem: problem,
  };
}

function listJobs(emulator: Emulator): { readonly jobs: ShownJob[]; readonly problem: Problem | null } {
  try {
    const jobs = emulator.listJobs().map(({ functionName, description }) => {
      return { name: functionName, description };
    });
    return { jobs, problem: null };
  } catch (error) {
    const message = messageOf(error);
    return { jobs: [], problem: { message, next: 'Fix src/backend/jobs.config, then reload this page.' } };
  }
}
