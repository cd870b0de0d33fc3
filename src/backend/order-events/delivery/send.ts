import type { Message } from '../ports/channel-calls.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import { failureOf } from '../order-events-error.ts';
import { eraseIfAsked, isErased } from './look-for-erasure.ts';
import { settleDoubt, settleErased, settleFailedAttempt, settleSent } from './settle.ts';

/** What sending needs from outside. */
export type SendDeps = Pick<Ports, 'notifications' | 'claims' | 'erasures' | 'channels' | 'now' | 'random' | 'log'>;

/**
 * The first attempt, by the handler that inserted the notification. Past its deadline it leaves the notification to
 * the job: its lease is far longer, so the two never meet.
 */
export async function sendFirstAttempt(
  notification: Notification,
  deadline: number,
  deps: SendDeps,
): Promise<Notification> {
  if (deps.now() >= deadline) return notification;
  if (notification.status !== 'pending') return await eraseIfAsked(notification, deps);
  if (notification.ifUnknown === 'hold') {
    const claim = await deps.claims.claim(notification.key, 1, deps.now());
    if (claim.kind === 'taken') return notification;
  }
  return await sendAttempt(notification, 1, deps);
}

/**
 * One call of a channel and the note of what came of it, each beside a look for an erasure: what was erased is not sent, and is not
 * written back by the note. The caller owns the attempt.
 */
export async function sendAttempt(notification: Notification, attempt: number, deps: SendDeps): Promise<Notification> {
  const settled = await sendUnlessErased(notification, attempt, deps);
  try {
    await (settled.status === 'sent' ? deps.notifications.noteSent(settled) : deps.notifications.save(settled));
  } catch {
    deps.log('notification not settled', { key: notification.key, status: settled.status });
  }
  return await eraseIfAsked(settled, deps);
}

/** Where nobody can say whether it was erased, nothing is sent: the attempt failed. */
async function sendUnlessErased(notification: Notification, attempt: number, deps: SendDeps): Promise<Notification> {
  const { now, random } = deps;
  try {
    if (await isErased(notification, deps)) return settleErased(notification, now());
  } catch (error) {
    return settleFailedAttempt(notification, { attempt, reason: failureOf(error), random: random(), now: now() });
  }
  return await callChannel(notification, attempt, deps);
}

async function callChannel(
  notification: Notification,
  attempt: number,
  { channels, now, random }: SendDeps,
): Promise<Notification> {
  const result = await channels.send(messageOf(notification));
  if (result.kind === 'sent') return settleSent(notification, attempt, now());
  const failed = { attempt, reason: result.code, random: random(), now: now() };
  return result.kind === 'refused' ? settleFailedAttempt(notification, failed) : settleDoubt(notification, failed);
}

function messageOf(notification: Notification): Message {
  const { key, channel, call, contactId = '', memberId, variables = {} } = notification;
  const { product, orderId, change, occurrence, evidence, occurredAt, rule, createdAt } = notification;
  return {
    key,
    channel,
    call,
    recipient: memberId === undefined ? { contactId } : { memberId },
    variables,
    about: { product, orderId, change, occurrence, evidence, occurredAt, rule, createdAt },
  };
}
