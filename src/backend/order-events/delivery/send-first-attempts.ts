import { failureOf } from '../order-events-error.ts';
import type { Notification } from '../ports/notifications.ts';
import { eraseIfAsked } from './look-for-erasure.ts';
import { sendAttempts, type SendDeps } from './send.ts';

/** Notifications whose results are stored together: until then a stopped handler leaves all of them in doubt. */
const BATCH_SIZE = 20;

/**
 * Makes the first attempts at the notifications of an event, in the handler that inserted them. After its deadline it leaves the rest to
 * the job: the lease is far longer, so the two never overlap. Never rejects. Returns the notifications as they are then.
 */
export async function sendFirstAttempts(
  own: readonly Notification[],
  deadline: number,
  deps: SendDeps,
): Promise<readonly Notification[]> {
  const ends: Notification[] = [];
  for (let from = 0; from < own.length; from += BATCH_SIZE) {
    ends.push(...(await sendBatch(own.slice(from, from + BATCH_SIZE), deadline, deps)));
  }
  return ends;
}

async function sendBatch(
  batch: readonly Notification[],
  deadline: number,
  deps: SendDeps,
): Promise<readonly Notification[]> {
  const startedAt = deps.now();
  if (startedAt >= deadline) return batch;
  const left = await Promise.all(batch.map((notification) => leaveUnlessOwn(notification, deps)));
  const attempts = batch.filter((_notification, index) => left[index] === undefined);
  const sent = await sendAttempts(
    attempts.map((notification) => ({ notification, attempt: 1, startedAt })),
    deps,
  );
  const unplaced = [...sent];
  return left.flatMap((notification) => notification ?? unplaced.splice(0, 1));
}

/** Returns a notification that this handler does not send; `undefined` if the first attempt is its own. */
async function leaveUnlessOwn(notification: Notification, deps: SendDeps): Promise<Notification | undefined> {
  if (notification.status !== 'pending') return await eraseIfAsked(notification, deps);
  if (notification.delayedTo !== undefined) return notification;
  if (notification.ifUnknown !== 'hold') return undefined;
  try {
    const claim = await deps.claims.claim(notification.key, 1, deps.storeTime().latest);
    return claim.kind === 'taken' ? notification : undefined;
  } catch (error) {
    // It is written already, and the others are still sent.
    deps.log('notification left to the job', { key: notification.key, failure: failureOf(error) });
    return notification;
  }
}
