import { failureOf } from '../order-events-error.ts';
import { instantIn } from '../jobs/kept-instants.ts';
import type { RejectedCall } from '../ports/channel-calls.ts';
import type { JobState } from '../ports/job-states.ts';
import type { Notification } from '../ports/notifications.ts';
import { claimRow } from './deliver-due.ts';
import { eraseIfAsked } from './look-for-erasure.ts';
import type { SendDeps } from './send.ts';
import { settleFailed } from './settle.ts';

/** Milliseconds that the first run looks back. */
const FIRST_LOOK_MS = 48 * 3_600_000;
/** Milliseconds by which a run overlaps the last one, because listings may lag. */
const OVERLAP_MS = 3_600_000;

type Progress = JobState['progress'];

/**
 * Marks messages as failed that were accepted and then rejected, as far as the channel lists them. They reached nobody, and their content
 * is no longer stored. The next run retries what the store refuses.
 */
export async function noteRejected(progress: Progress, deps: SendDeps): Promise<Progress> {
  const { channels, site, now, log } = deps;
  if (site?.settings.email === undefined || channels.listRejected === undefined) return progress;
  const startedAt = now();
  const from = (instantIn(progress, 'rejectedUpTo') ?? startedAt - FIRST_LOOK_MS) - OVERLAP_MS;
  try {
    for (const call of await channels.listRejected(from, site.settings)) await noteOne(call, deps);
    return { ...progress, rejectedUpTo: startedAt };
  } catch (error) {
    log('rejected messages left for later', { failure: failureOf(error) });
    return progress;
  }
}

async function noteOne({ callId, code }: RejectedCall, deps: SendDeps): Promise<void> {
  const [listed] = await deps.notifications.list({ callId }, 1);
  if (listed?.status !== 'sent') return;
  const claimed = await claimRow(listed, deps, ifSent);
  if (claimed === undefined) return;
  const settled = settleFailed(claimed.notification, claimed.attempt, code, deps.now());
  await deps.notifications.save(settled);
  await eraseIfAsked(settled, deps);
}

function ifSent(notification: Notification): Notification | undefined {
  return notification.status === 'sent' ? notification : undefined;
}
