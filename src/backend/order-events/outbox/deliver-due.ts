import { LEASE_MS, MAX_ATTEMPTS, type Notification } from './notification.ts';
import { sendAttempt, type SendDeps } from './send.ts';
import { settleExpired, settleFailedAttempt, settleUnknown } from './settle.ts';

/** Notifications read at once: small, so that a round near its deadline wastes little. */
const PAGE_SIZE = 50;

/** What a run of delivery did. */
export interface DeliveryReport {
  readonly sent: number;
  /** Tried and to be tried again, failed, expired or left to the owner. */
  readonly notSent: number;
}

/**
 * Delivers what is due: first attempts whose handler stopped, and retries. Stops at the deadline; what is left stays
 * due. Two runs at once share the work, because every attempt has one claimant.
 */
export async function deliverAll(deadline: number, deps: SendDeps): Promise<DeliveryReport> {
  let [sent, notSent] = [0, 0];
  for (;;) {
    const page = await deliverPage(PAGE_SIZE, deadline, deps);
    const sentNow = page.filter(({ status }) => status === 'sent').length;
    sent += sentNow;
    notSent += page.length - sentNow;
    if (page.length < PAGE_SIZE) return { sent, notSent };
  }
}

/** Tries the notifications that are longest due, `limit` at most; returns those that were this run's to try. */
export async function deliverPage(limit: number, deadline: number, deps: SendDeps): Promise<readonly Notification[]> {
  const due = await deps.store.listDue(deps.now(), limit);
  const tried: Notification[] = [];
  for (const notification of due) {
    if (deps.now() >= deadline) break;
    const result = await deliverOne(notification, deps);
    if (result !== undefined) tried.push(result);
  }
  return tried;
}

/** Tries one notification that `takeUp` wants to send, by default when it is due; `undefined` when it was not to be tried. */
export async function deliverOne(
  listed: Notification,
  deps: SendDeps,
  takeUp: TakeUp = ifDue,
): Promise<Notification | undefined> {
  const claimed = await claimRow(listed, deps, takeUp);
  if (claimed === undefined) return undefined;
  const { notification, attempt } = claimed;
  const settled = settleWithoutSending(notification, attempt, deps);
  if (settled === undefined) return await sendAttempt(notification, attempt, deps);
  await deps.store.saveNotification(settled);
  return settled;
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
  const row = await deps.store.readNotification(listed.key);
  const notification = row === undefined || row.attempts >= attempt ? undefined : takeUp(row, deps.now());
  return notification === undefined ? undefined : { notification, attempt };
}

/**
 * Claims the next attempt. A claim whose lease is over belongs to somebody who stopped; the next number is tried then,
 * so that no notification is stuck behind it.
 */
async function claimNextAttempt({ key, attempts }: Notification, deps: SendDeps): Promise<number | undefined> {
  const { store, now } = deps;
  for (let attempt = attempts + 1; attempt <= attempts + MAX_ATTEMPTS; attempt += 1) {
    if ((await store.claimAttempt(key, attempt, now())) === 'claimed') return attempt;
    const claim = await store.readClaim(key, attempt);
    if (claim === undefined || now() < claim.claimedAt + LEASE_MS) return undefined;
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

function settleWithoutSending(
  notification: Notification,
  attempt: number,
  { now, random }: SendDeps,
): Notification | undefined {
  const startedBefore = attempt - 1 > notification.attempts;
  if (startedBefore && notification.ifUnknown === 'hold') return settleUnknown(notification, attempt, now());
  if (now() > notification.expiresAt) return settleExpired(notification, now());
  if (attempt > notification.attemptLimit) {
    const reason = notification.reason ?? 'attempts-used-up';
    return settleFailedAttempt(notification, { attempt, reason, random: random(), now: now() });
  }
  return undefined;
}
