import { channelOf } from '../channels/channels.ts';
import type { Message } from '../ports/channel-calls.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import { failureOf } from '../order-events-error.ts';
import { eraseIfAsked, isErased } from './look-for-erasure.ts';
import { settleDoubt, settleErased, settleFailed, settleFailedAttempt, settleSent } from './settle.ts';

/** Dependencies of sending. */
export type SendDeps = Pick<
  Ports,
  'projections' | 'notifications' | 'claims' | 'erasures' | 'channels' | 'site' | 'now' | 'random' | 'log' | 'leaseMs'
>;

/**
 * Makes the first attempt, in the handler that inserted the notification. After its deadline it leaves the notification to the job: the
 * lease is far longer, so the two never overlap.
 */
export async function sendFirstAttempt(
  notification: Notification,
  deadline: number,
  deps: SendDeps,
): Promise<Notification> {
  if (deps.now() >= deadline) return notification;
  if (notification.status !== 'pending') return await eraseIfAsked(notification, deps);
  if (notification.delayedTo !== undefined) return notification;
  if (notification.ifUnknown === 'hold') {
    const claim = await deps.claims.claim(notification.key, 1, deps.now());
    if (claim.kind === 'taken') return notification;
  }
  return await sendAttempt(notification, 1, deps);
}

/**
 * Calls the channel once and stores the result. It looks for an erasure before and after the call, so that an erased notification is
 * neither sent nor written back. The caller owns the attempt.
 */
export async function sendAttempt(notification: Notification, attempt: number, deps: SendDeps): Promise<Notification> {
  return await noteEnd(await sendUnlessErased(notification, attempt, deps), deps);
}

/** Asks for the outcome of a message that is no longer sent, and stores it; if nothing went out, `notSent` returns how it ends. */
export async function askAttempt(
  notification: Notification,
  attempt: number,
  notSent: () => Notification,
  deps: SendDeps,
): Promise<Notification> {
  return await noteEnd((await askFor(notification, attempt, deps)) ?? notSent(), deps);
}

/** Stores how an attempt ended, then looks for an erasure. */
export async function noteEnd(settled: Notification, deps: SendDeps): Promise<Notification> {
  try {
    await (settled.status === 'sent' ? deps.notifications.noteSent(settled) : deps.notifications.save(settled));
  } catch {
    deps.log('notification not settled', { key: settled.key, status: settled.status });
  }
  return await eraseIfAsked(settled, deps);
}

/** Sends a notification unless it was erased. If that cannot be determined, nothing is sent and the attempt fails. */
async function sendUnlessErased(notification: Notification, attempt: number, deps: SendDeps): Promise<Notification> {
  const { now, random } = deps;
  try {
    if (await isErased(notification, deps)) return settleErased(notification, now());
  } catch (error) {
    return settleFailedAttempt(notification, { attempt, reason: failureOf(error), random: random(), now: now() });
  }
  return await callChannel(notification, attempt, deps);
}

async function callChannel(notification: Notification, attempt: number, deps: SendDeps): Promise<Notification> {
  const { channels, now, random } = deps;
  if (mustAskFirst(notification, now())) {
    const known = await askFor(notification, attempt, deps);
    if (known !== undefined) return known;
  }
  const result = await channels.send(messageOf(notification, deps));
  if (result.kind === 'sent') return settleSent(notification, attempt, now());
  const failed = { attempt, reason: result.code, random: random(), now: now() };
  return result.kind === 'refused' ? settleFailedAttempt(notification, failed) : settleDoubt(notification, failed);
}

/** `true` if an earlier attempt is so long ago that the other end may have forgotten its key. */
function mustAskFirst({ channel, attempts, createdAt }: Notification, now: number): boolean {
  const { asksFromAgeMs = Infinity } = channelOf(channel);
  return attempts > 0 && now - createdAt >= asksFromAgeMs;
}

/** Asks the other end for the outcome of a message; returns `undefined` if nothing went out. */
async function askFor(notification: Notification, attempt: number, deps: SendDeps): Promise<Notification | undefined> {
  const { channels, now, random } = deps;
  const answer = (await channels.ask?.(messageOf(notification, deps))) ?? cannotBeAsked;
  switch (answer.kind) {
    case 'sent':
      return settleSent(notification, attempt, now());
    case 'rejected':
      return settleFailed(notification, attempt, answer.code, now());
    case 'unanswered':
      return settleFailedAttempt(notification, { attempt, reason: answer.code, random: random(), now: now() });
    case 'not-sent':
      return undefined;
  }
}

const cannotBeAsked = { kind: 'unanswered', code: 'cannot-be-asked' } as const;

function messageOf(notification: Notification, { site }: SendDeps): Message {
  const { key, channel, call, contactId = '', memberId, variables = {} } = notification;
  const { product, orderId, change, occurrence, evidence, occurredAt, rule, createdAt } = notification;
  return {
    key,
    channel,
    call,
    recipient: memberId === undefined ? { contactId } : { memberId },
    variables,
    about: { product, orderId, change, occurrence, evidence, occurredAt, rule, createdAt },
    settings: site?.settings,
    run: site?.rules.find(({ id }) => id === rule)?.run,
  };
}
