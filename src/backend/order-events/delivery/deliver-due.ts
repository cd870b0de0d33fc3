import { canAsk } from '../channels/channels.ts';
import { failureOf } from '../order-events-error.ts';
import { forEachConcurrently, walkListing } from '../jobs/pages.ts';
import type { Notification } from '../ports/notifications.ts';
import { callOff } from './call-off.ts';
import { eraseIfAsked } from './look-for-erasure.ts';
import { MAX_ATTEMPTS } from './notification.ts';
import { askAttempt, sendAttempt, type Attempt, type SendDeps } from './send.ts';
import { doubtsOf, leavesToOwner, settleExpired, settleFailed, settleFailedAttempt, settleUnknown } from './settle.ts';

/** Result of a delivery run, in notifications. */
export interface DeliveryReport {
  readonly sent: number;
  /** To be retried, failed, expired or left to the owner. */
  readonly notSent: number;
}

/**
 * Delivers due notifications, `concurrency` of them in parallel: first attempts whose handler stopped, and retries. Stops at the
 * deadline; what is left stays due. Two runs at the same time share the work, because every attempt has one claimant. A notification that
 * the store refuses does not block the others.
 */
export async function deliverAll(deadline: number, concurrency: number, deps: SendDeps): Promise<DeliveryReport> {
  const { notifications, now, log } = deps;
  const startedAt = now();
  let [sent, notSent] = [0, 0];
  const due = {
    page: (from: number, limit: number) => notifications.listDue(from, startedAt, limit),
    keyOf: ({ key }: Notification) => key,
    placeOf: ({ dueAt }: Notification) => Number(dueAt),
  };
  await walkListing(due, { isInTime: () => now() < deadline, concurrency }, async (listed) => {
    if (!isDue(listed, deps)) return;
    try {
      const result = await deliverOne(listed, deps);
      if (result?.status === 'sent') sent += 1;
      else if (result !== undefined) notSent += 1;
    } catch (error) {
      notSent += 1;
      log('notification left for later', { key: listed.key, failure: failureOf(error) });
    }
  });
  return { sent, notSent };
}

/** Notifications that an event helps out with in parallel. */
const SOME_AT_ONCE = 5;

/** Tries the notifications that have been due the longest, at most `limit`, and stops at the deadline. */
export async function deliverSome(limit: number, deadline: number, deps: SendDeps): Promise<void> {
  const due = await deps.notifications.listDue(0, deps.now(), limit);
  await forEachConcurrently(due, SOME_AT_ONCE, async (notification) => {
    if (deps.now() < deadline && isDue(notification, deps)) await deliverOne(notification, deps);
  });
}

/** Tries one notification if `takeUp` accepts it, by default if it is due; returns `undefined` if it was not tried. */
export async function deliverOne(
  listed: Notification,
  deps: SendDeps,
  takeUp: TakeUp = ifDue,
): Promise<Notification | undefined> {
  const claimed = await claimRow(listed, deps, takeUp);
  if (claimed === undefined) return undefined;
  const { attempt, startedAt } = claimed;
  const notification = withUnsettled(claimed);
  const calledOff = takeUp === ifDue ? await callOff(notification, attempt, deps) : undefined;
  if (calledOff !== undefined) return calledOff;
  const endNotSent = notSentEnd(notification, attempt, deps);
  if (endNotSent !== undefined && canAsk(notification))
    return await askAttempt(notification, attempt, endNotSent, deps);
  const settled = settleWithoutSending(notification, attempt, deps);
  if (settled === undefined) return await sendAttempt({ notification, attempt, startedAt }, deps);
  await deps.notifications.save(settled);
  return await eraseIfAsked(settled, deps);
}

/** Decides about a notification as read after its claim: returns the notification to try, or `undefined` to leave it. */
export type TakeUp = (notification: Notification, deps: SendDeps) => Notification | undefined;

/**
 * Claims the next attempt of a notification, then reads it. Rows are examined and changed only after a claim, so that two callers that
 * want the same row cannot both have it.
 */
export async function claimRow(listed: Notification, deps: SendDeps, takeUp: TakeUp): Promise<Attempt | undefined> {
  const startedAt = deps.now();
  const attempt = await claimNextAttempt(listed, deps);
  if (attempt === undefined) return undefined;
  const row = await deps.notifications.read(listed.key);
  const notification = row === undefined || row.attempts >= attempt ? undefined : takeUp(row, deps);
  return notification === undefined ? undefined : { notification, attempt, startedAt };
}

/**
 * Claims the next attempt. A claim whose lease is over belongs to a caller that stopped; the next number is tried then, so that no
 * notification is stuck behind it.
 */
async function claimNextAttempt(
  { key, attempts }: Notification,
  { claims, storeTime, leaseMs }: SendDeps,
): Promise<number | undefined> {
  for (let attempt = attempts + 1; attempt <= attempts + MAX_ATTEMPTS; attempt += 1) {
    const claim = await claims.claim(key, attempt, storeTime().latest);
    if (claim.kind === 'claimed') return attempt;
    if (storeTime().earliest < claim.since + leaseMs) return undefined;
  }
  return undefined;
}

/** Checks the row itself, because the listing may lag. */
function ifDue(notification: Notification, deps: SendDeps): Notification | undefined {
  return isDue(notification, deps) ? notification : undefined;
}

/**
 * `true` if a notification is pending and its next attempt may be made now. A first attempt that is not settled may be under way: its
 * lease ends by the clock of the store.
 */
export function isDue(
  { status, dueAt, reason, delayedTo }: Notification,
  { now, storeTime }: Pick<SendDeps, 'now' | 'storeTime'>,
): boolean {
  const isLeased = reason === undefined && delayedTo === undefined;
  return status === 'pending' && dueAt !== undefined && dueAt <= (isLeased ? storeTime().earliest : now());
}

/** Adds a doubt for each attempt that was claimed and never settled: its caller stopped, and may have sent the email before. */
function withUnsettled({ notification, attempt }: Attempt): Notification {
  const unsettled = attempt - 1 - notification.attempts;
  return unsettled === 0 ? notification : { ...notification, doubts: doubtsOf(notification) + unsettled };
}

/** Returns how a notification that is no longer sent ends if nothing went out; `undefined` while it is to be sent. */
function notSentEnd(notification: Notification, attempt: number, { now }: SendDeps): (() => Notification) | undefined {
  if (now() > notification.expiresAt) return () => settleExpired(notification, now());
  if (attempt <= notification.attemptLimit) return undefined;
  return () => settleFailed(notification, attempt, notification.reason ?? USED_UP, now());
}

const USED_UP = 'attempts-used-up';

function settleWithoutSending(
  notification: Notification,
  attempt: number,
  { now, random }: SendDeps,
): Notification | undefined {
  const startedBefore = attempt - 1 > notification.attempts;
  if (startedBefore && leavesToOwner(notification)) return settleUnknown(notification, attempt, now());
  if (now() > notification.expiresAt) {
    return doubtsOf(notification) > 0
      ? settleUnknown(notification, attempt, now())
      : settleExpired(notification, now());
  }
  if (attempt > notification.attemptLimit) {
    const reason = notification.reason ?? USED_UP;
    return settleFailedAttempt(notification, { attempt, reason, random: random(), now: now() });
  }
  return undefined;
}
