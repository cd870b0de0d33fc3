import { canAsk, channelOf } from '../channels/channels.ts';
import type { Notification } from '../ports/notifications.ts';
import { MAX_ATTEMPTS, MAX_DOUBTS } from './notification.ts';

const FIRST_RETRY_DELAY_MS = 5 * 60_000;
const MAX_RETRY_DELAY_MS = 12 * 3_600_000;

/**
 * Returns the delay after the given attempt, in milliseconds: three times the one before, less up to a fifth at random, so that a burst
 * of failures does not return as a burst. `random` is from 0 to below 1.
 */
export function retryDelayMs(attempt: number, random: number): number {
  const full = Math.min(MAX_RETRY_DELAY_MS, FIRST_RETRY_DELAY_MS * 3 ** (attempt - 1));
  return Math.round(full * (1 - random / 5));
}

/** Settles a notification that was sent, and removes its variables, which are personal. */
export function settleSent(notification: Notification, attempts: number, now: number): Notification {
  const status = 'sent';
  return {
    ...notification,
    status,
    attempts,
    dueAt: undefined,
    settledAt: now,
    variables: undefined,
    reason: undefined,
  };
}

/** An attempt that did not end as sent. `random` is from 0 to below 1. */
export interface FailedAttempt {
  readonly attempt: number;
  readonly reason: string;
  readonly random: number;
  readonly now: number;
}

/** Schedules a retry after a refused call, or settles the notification if no attempt is left. */
export function settleFailedAttempt(
  notification: Notification,
  { attempt, reason, random, now }: FailedAttempt,
): Notification {
  const noted = { ...notification, attempts: attempt, reason };
  if (attempt >= notification.attemptLimit && !isStillAsked(notification, attempt)) {
    const isInDoubt = doubtsOf(notification) > 0 || canAsk(notification);
    return isInDoubt ? settleUnknown(notification, attempt, now) : settled(noted, 'failed', now);
  }
  return { ...noted, dueAt: now + retryDelayMs(attempt, random) };
}

/** `true` while the other end can be asked: it is asked in as many further attempts before the outcome counts as unknown. */
function isStillAsked(notification: Notification, attempt: number): boolean {
  return canAsk(notification) && attempt < notification.attemptLimit + MAX_ATTEMPTS;
}

/** Settles a notification that was not sent and will not be: its attempts are used up, or the other end rejected it. */
export function settleFailed(notification: Notification, attempts: number, reason: string, now: number): Notification {
  return { ...settled(notification, 'failed', now), attempts, reason };
}

/**
 * Notes that an attempt may have sent the email. It is retried if the rule resends and there were not too many doubts; otherwise the
 * owner decides.
 */
export function settleDoubt(notification: Notification, failed: FailedAttempt): Notification {
  const doubted = { ...notification, doubts: doubtsOf(notification) + 1 };
  return leavesToOwner(doubted)
    ? settleUnknown(doubted, failed.attempt, failed.now)
    : settleFailedAttempt(doubted, failed);
}

/** Returns the number of attempts that may have sent the email without a confirmation. */
export function doubtsOf({ doubts = 0 }: Notification): number {
  return doubts;
}

/** `true` if a notification with a new doubt is left to the owner. */
export function leavesToOwner(notification: Notification): boolean {
  const isRepeatedEnough = doubtsOf(notification) >= MAX_DOUBTS && !channelOf(notification.channel).takesKey;
  return notification.ifUnknown === 'hold' || isRepeatedEnough;
}

/** Settles a notification that may have been sent; the owner decides what to do. */
export function settleUnknown(notification: Notification, attempt: number, now: number): Notification {
  return { ...settled(notification, 'unknown', now), attempts: attempt, reason: 'may-have-been-sent' };
}

/** Settles a notification that is too old to be sent. */
export function settleExpired(notification: Notification, now: number): Notification {
  return { ...settled(notification, 'expired', now), variables: undefined, reason: 'too-old-when-due' };
}

/** Settles a reminder that a later change, or its rule's condition, has called off. */
export function settleCalledOff(notification: Notification, now: number): Notification {
  return { ...settled(notification, 'expired', now), variables: undefined, reason: 'called-off' };
}

/** Holds a reminder whose rule threw when it was asked whether the reminder is still wanted. */
export function settleHeld(notification: Notification, attempts: number, reason: string, now: number): Notification {
  return { ...settled(notification, 'held', now), attempts, reason };
}

/** Reduces a notification to its key, which stays so that nothing is sent again: its order or contact was anonymized. */
export function settleErased(notification: Notification, now: number): Notification {
  const {
    reason: _reason,
    contactId: _contact,
    memberId: _member,
    marks: _marks,
    variables: _variables,
    ...bare
  } = notification;
  return settled(bare, 'erased', now);
}

/** Reopens a held, failed or unknown notification, due now, at the owner's request. */
export function reopen(notification: Notification, now: number): Notification {
  const { settledAt: _settledAt, reason: _reason, ...open } = notification;
  const expiresAt = Math.max(open.expiresAt, now + REOPENED_MS);
  return { ...open, status: 'pending', dueAt: now, expiresAt, attemptLimit: open.attempts + MAX_ATTEMPTS };
}

/** Sets the contact found, with its marks, while holding an attempt claim (the attempt counts), and makes the notification due. */
export function giveContact(
  notification: Notification,
  { contactId, marks }: Pick<Notification, 'contactId' | 'marks'>,
  attempts: number,
  now: number,
): Notification {
  const { settledAt: _settledAt, reason: _reason, ...open } = notification;
  const dueAt = Math.max(now, open.delayedTo ?? now);
  return { ...open, contactId, marks, status: 'pending', dueAt, attempts };
}

/** Milliseconds for which a reopened notification can at least be sent: long enough for all attempts. */
const REOPENED_MS = 48 * 3_600_000;

function settled(notification: Notification, status: Notification['status'], now: number): Notification {
  return { ...notification, status, dueAt: undefined, settledAt: now };
}
