import { canAsk } from '../channels/channels.ts';
import { failureOf } from '../order-events-error.ts';
import { walkListing } from '../jobs/pages.ts';
import type { Notification } from '../ports/notifications.ts';
import { callOff } from './call-off.ts';
import { eraseIfAsked } from './look-for-erasure.ts';
import { MAX_ATTEMPTS } from './notification.ts';
import { askAttempt, sendAttempt, type SendDeps } from './send.ts';
import { doubtsOf, leavesToOwner, settleExpired, settleFailed, settleFailedAttempt, settleUnknown } from './settle.ts';

/** What a run of delivery did. */
export interface DeliveryReport {
  readonly sent: number;
  /** Tried and to be tried again, failed, expired or left to the owner. */
  readonly notSent: number;
}

/**
 * Delivers what is due: first attempts whose handler stopped, and retries, `concurrency` of them in parallel. Stops at the
 * deadline; what is left stays due. Two runs at once share the work, because every attempt has one claimant. One that the
 * store refuses does not stand in the way of the others.
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

/** Tries the notifications that are longest due, `limit` at most, and stops at the deadline. */
export async function deliverSome(limit: number, deadline: number, deps: SendDeps): Promise<void> {
  for (const notification of await deps.notifications.listDue(0, deps.now(), limit)) {
    if (deps.now() >= deadline) return;
    await deliverOne(notification, deps);
  }
}

/** Tries one notification that `takeUp` wants to send, by default when it is due; `undefined` when it was not to be tried. */
export async function deliverOne(
  listed: Notification,
  deps: SendDeps,
  takeUp: TakeUp = ifDue,
): Promise<Notification | undefined> {
  const claimed = await claimRow(listed, deps, takeUp);
  if (claimed === undefined) return undefined;
  const { attempt } = claimed;
  const notification = withUnsettled(claimed);
  const calledOff = takeUp === ifDue ? await callOff(notification, attempt, deps) : undefined;
  if (calledOff !== undefined) return calledOff;
  const endUntold = untoldEnd(notification, attempt, deps);
  if (endUntold !== undefined && canAsk(notification)) return await askAttempt(notification, attempt, endUntold, deps);
  const settled = settleWithoutSending(notification, attempt, deps);
  if (settled === undefined) return await sendAttempt(notification, attempt, deps);
  await deps.notifications.save(settled);
  return await eraseIfAsked(settled, deps);
}

/** What somebody wants of a notification, as it is behind the claim; `undefined` when they want nothing of it any more. */
export type TakeUp = (notification: Notification, now: number) => Notification | undefined;

/** A notification whose next attempt nobody else has. */
export interface ClaimedRow {
  readonly notification: Notification;
  readonly attempt: number;
}

/**
 * Claims the next attempt of a notification, then reads it: rows are looked at, and changed, only behind a claim, so that
 * two that want the same cannot both have it.
 */
export async function claimRow(listed: Notification, deps: SendDeps, takeUp: TakeUp): Promise<ClaimedRow | undefined> {
  const attempt = await claimNextAttempt(listed, deps);
  if (attempt === undefined) return undefined;
  const row = await deps.notifications.read(listed.key);
  const notification = row === undefined || row.attempts >= attempt ? undefined : takeUp(row, deps.now());
  return notification === undefined ? undefined : { notification, attempt };
}

/**
 * Claims the next attempt. A claim whose lease is over belongs to somebody who stopped; the next number is tried then,
 * so that no notification is stuck behind it.
 */
async function claimNextAttempt(
  { key, attempts }: Notification,
  { claims, now, leaseMs }: SendDeps,
): Promise<number | undefined> {
  for (let attempt = attempts + 1; attempt <= attempts + MAX_ATTEMPTS; attempt += 1) {
    const claim = await claims.claim(key, attempt, now());
    if (claim.kind === 'claimed') return attempt;
    if (now() < claim.since + leaseMs) return undefined;
  }
  return undefined;
}

/** The listing may lag: what counts is the row itself. */
function ifDue(notification: Notification, now: number): Notification | undefined {
  return isDue(notification, now) ? notification : undefined;
}

/** Whether a notification waits for nothing but somebody to send it. */
export function isDue({ status, dueAt }: Notification, now: number): boolean {
  return status === 'pending' && dueAt !== undefined && dueAt <= now;
}

/** Attempts that were claimed and never settled are in doubt: whoever had them stopped, and may have sent the email before. */
function withUnsettled({ notification, attempt }: ClaimedRow): Notification {
  const unsettled = attempt - 1 - notification.attempts;
  return unsettled === 0 ? notification : { ...notification, doubts: doubtsOf(notification) + unsettled };
}

/** How one that is sent no more ends where it is known that nothing went out; `undefined` while it is to be sent. */
function untoldEnd(notification: Notification, attempt: number, { now }: SendDeps): (() => Notification) | undefined {
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
