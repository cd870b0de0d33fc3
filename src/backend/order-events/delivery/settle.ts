import { canAsk, channelOf } from '../channels/channels.ts';
import type { Notification } from '../ports/notifications.ts';
import { MAX_ATTEMPTS, MAX_DOUBTS } from './notification.ts';

const FIRST_RETRY_DELAY_MS = 5 * 60_000;
const MAX_RETRY_DELAY_MS = 12 * 3_600_000;

/**
 * How long to wait after the given attempt: three times as long as before, with up to a fifth taken off at random so that a burst
 * of failures does not come back as a burst. `random` is from 0 to below 1.
 */
export function retryDelayMs(attempt: number, random: number): number {
  const full = Math.min(MAX_RETRY_DELAY_MS, FIRST_RETRY_DELAY_MS * 3 ** (attempt - 1));
  return Math.round(full * (1 - random / 5));
}

/** The email call succeeded: nothing personal is needed any more. */
export function settleSent(notification: Notification, attempts: number, now: number): Notification {
  return { ...settled(notification, 'sent', now), attempts, variables: undefined, reason: undefined };
}

/** An attempt that did not come to a known end. `random` is from 0 to below 1. */
export interface FailedAttempt {
  readonly attempt: number;
  readonly reason: string;
  readonly random: number;
  readonly now: number;
}

/** The email call was refused: try again later, or give up. */
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

/** Where the other end can be asked, it is asked for as many attempts again before nobody can know. */
function isStillAsked(notification: Notification, attempt: number): boolean {
  return canAsk(notification) && attempt < notification.attemptLimit + MAX_ATTEMPTS;
}

/** It is known that nothing went out, or will: the attempts are used up, or the other end rejected it. */
export function settleFailed(notification: Notification, attempts: number, reason: string, now: number): Notification {
  return { ...settled(notification, 'failed', now), attempts, reason };
}

/** Nobody can know whether the attempt sent the email: it is tried once more where the rule resends and this was the first doubt. */
export function settleDoubt(notification: Notification, failed: FailedAttempt): Notification {
  const doubted = { ...notification, doubts: doubtsOf(notification) + 1 };
  return leavesToOwner(doubted)
    ? settleUnknown(doubted, failed.attempt, failed.now)
    : settleFailedAttempt(doubted, failed);
}

/** How many attempts may have sent the email although nothing said so. */
export function doubtsOf({ doubts = 0 }: Notification): number {
  return doubts;
}

/** Whether a notification with a new doubt is the owner's. */
export function leavesToOwner(notification: Notification): boolean {
  const isRepeatedEnough = doubtsOf(notification) >= MAX_DOUBTS && !channelOf(notification.channel).takesKey;
  return notification.ifUnknown === 'hold' || isRepeatedEnough;
}

/** Nobody can know whether an email went out, and what becomes of it is left to the owner. */
export function settleUnknown(notification: Notification, attempt: number, now: number): Notification {
  return { ...settled(notification, 'unknown', now), attempts: attempt, reason: 'may-have-been-sent' };
}

/** It is no news any more. */
export function settleExpired(notification: Notification, now: number): Notification {
  return { ...settled(notification, 'expired', now), variables: undefined, reason: 'too-old-when-due' };
}

/** A reminder of what came about meanwhile, or of what its rule wants to know no more. */
export function settleCalledOff(notification: Notification, now: number): Notification {
  return { ...settled(notification, 'expired', now), variables: undefined, reason: 'called-off' };
}

/** Its rule threw when it was asked whether a reminder is still wanted. */
export function settleHeld(notification: Notification, attempts: number, reason: string, now: number): Notification {
  return { ...settled(notification, 'held', now), attempts, reason };
}

/** Its order or contact was anonymised: only the bare key stays, so that nothing is told again. */
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

/** The owner wants a held, failed or unknown notification to be tried again now. */
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

/** What the owner reopens is news again, for long enough to go through all attempts. */
const REOPENED_MS = 48 * 3_600_000;

function settled(notification: Notification, status: Notification['status'], now: number): Notification {
  return { ...notification, status, dueAt: undefined, settledAt: now };
}
