import { canAsk } from '../channels/channels.ts';
import { LEASE_MS } from '../ports/attempt-claims.ts';
import type { Notification } from '../ports/notifications.ts';
import type { NotificationDraft } from '../rules/decide-notifications.ts';
import { callIdOf } from '../values/call-id.ts';

/** Attempts before a notification fails; with the delays of `settle.ts` they span about a day and a half. */
export const MAX_ATTEMPTS = 8;

/** Doubtful attempts after which the owner decides, even if the rule says to resend. */
export const MAX_DOUBTS = 2;

/** `true` if a change may be too old to send. It happened at some time between the state known before and the event. */
export function isAgeUnknown({ change, expiresAt }: NotificationDraft, now: number): boolean {
  const { notBefore, occurredAt } = change;
  if (now > expiresAt) return false;
  return notBefore === undefined || now > expiresAt - Date.parse(occurredAt) + Date.parse(notBefore);
}

/** What a notification says that its rule does not decide. */
export type About = Pick<Notification, 'source' | 'marks' | 'knownBefore'>;

/**
 * Creates a notification. The handler that inserts it makes the first attempt, so it falls due only when the lease of that attempt is
 * over; a delayed one is left to the job. If the rule holds in doubt, the first attempt is claimed separately, to limit the doubt to the
 * call itself.
 */
export function createNotification(
  draft: NotificationDraft,
  { source, marks, knownBefore }: About,
  now: number,
  leaseUntil = now + LEASE_MS,
): Notification {
  const { change } = draft;
  const { status, reason, attempts, dueAt, settledAt } = startOf(draft, now, leaseUntil);
  // One literal, because spreading objects into each other costs more than the rest.
  return {
    key: draft.key,
    product: draft.product,
    orderId: draft.orderId,
    change: change.kind,
    occurrence: change.occurrence,
    evidence: change.evidence,
    source,
    occurredAt: change.occurredAt,
    rule: draft.rule,
    channel: draft.channel,
    call: draft.call,
    callId: canAsk(draft) ? callIdOf(draft.key) : undefined,
    contactId: draft.contactId,
    memberId: draft.memberId,
    marks,
    variables: status === 'expired' ? undefined : draft.variables,
    ifUnknown: draft.ifUnknown,
    status,
    reason,
    delayedTo: draft.delayedTo,
    unless: draft.unless,
    knownBefore,
    attempts,
    attemptLimit: MAX_ATTEMPTS,
    dueAt,
    expiresAt: draft.expiresAt,
    createdAt: now,
    settledAt,
  };
}

type Start = Pick<Notification, 'status' | 'reason' | 'attempts' | 'dueAt' | 'settledAt'>;

function startOf(draft: NotificationDraft, now: number, leaseUntil: number): Start {
  const { expiresAt, holdReason, delayedTo, ifUnknown } = draft;
  if (now > expiresAt) return { status: 'expired', reason: 'too-old-when-noticed', attempts: 0, settledAt: now };
  if (isAgeUnknown(draft, now)) return { status: 'expired', reason: 'age-unknown', attempts: 0, settledAt: now };
  if (holdReason !== undefined) return { status: 'held', reason: holdReason, attempts: 0, settledAt: now };
  if (delayedTo !== undefined) return { status: 'pending', attempts: 0, dueAt: Math.max(now, delayedTo) };
  return { status: 'pending', attempts: ifUnknown === 'hold' ? 0 : 1, dueAt: leaseUntil };
}

/** `true` if it is held only because no contact is known. */
export function isWaitingForContact({ status, reason }: Notification): boolean {
  return status === 'held' && reason === 'no-contact';
}
