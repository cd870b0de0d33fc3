import { LEASE_MS, MAX_ATTEMPTS, type Notification } from './notification.ts';
import { sendAttempt, type SendDeps } from './send.ts';
import { settleExpired, settleFailedAttempt, settleUnknown } from './settle.ts';

/** What one round of delivery did. */
export interface DeliveryReport {
  /** Notifications that this round settled or tried. */
  readonly handled: readonly Notification[];
  /** Whether it stopped for time or size with more to do. */
  readonly hasMore: boolean;
}

/** Notifications read at once: small, so that a round near its deadline wastes little. */
const PAGE_SIZE = 50;

/**
 * Delivers what is due: first attempts whose handler stopped, and retries. Stops at the deadline; what is left stays
 * due. Two rounds at once share the work, because every attempt has one claimant.
 */
export async function deliverDue(deadline: number, limit: number, deps: SendDeps): Promise<DeliveryReport> {
  const due = await deps.store.listDue(deps.now(), Math.min(limit, PAGE_SIZE));
  const handled: Notification[] = [];
  for (const notification of due) {
    if (deps.now() >= deadline) return { handled, hasMore: true };
    const result = await deliverOne(notification, deps);
    if (result !== undefined) handled.push(result);
  }
  return { handled, hasMore: due.length === Math.min(limit, PAGE_SIZE) && handled.length > 0 };
}

/** Tries one notification that a listing says is due; `undefined` when it was not this round's to try. */
export async function deliverOne(listed: Notification, deps: SendDeps): Promise<Notification | undefined> {
  const { store, now } = deps;
  const attempt = await claimNextAttempt(listed, deps);
  if (attempt === undefined) return undefined;
  const notification = await store.readNotification(listed.key);
  if (notification === undefined || !isStillDue(notification, attempt, now())) return undefined;
  const settled = settleWithoutSending(notification, attempt, deps);
  if (settled === undefined) return await sendAttempt(notification, attempt, deps);
  await store.saveNotification(settled);
  return settled;
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

/** The listing may lag: what counts is the row as it is now that the attempt is ours. */
function isStillDue({ status, dueAt, attempts }: Notification, attempt: number, now: number): boolean {
  return status === 'pending' && dueAt !== undefined && dueAt <= now && attempts < attempt;
}

function settleWithoutSending(
  notification: Notification,
  attempt: number,
  { now, random }: SendDeps,
): Notification | undefined {
  const startedBefore = attempt - 1 > notification.attempts;
  if (startedBefore && notification.ifUnknown === 'hold') return settleUnknown(notification, attempt - 1, now());
  if (now() > notification.expiresAt) return settleExpired(notification, now());
  if (attempt > notification.attemptLimit) {
    const reason = notification.reason ?? 'attempts-used-up';
    return settleFailedAttempt(notification, { attempt, reason, random: random(), now: now() });
  }
  return undefined;
}
