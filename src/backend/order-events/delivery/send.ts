import { channelOf } from '../channels/channels.ts';
import { CALL_WITHIN_MS } from '../ports/attempt-claims.ts';
import type { Message } from '../ports/channel-calls.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import { failureOf } from '../order-events-error.ts';
import { mapConcurrently } from '../jobs/pages.ts';
import { eraseIfAsked, isErased } from './look-for-erasure.ts';
import { settleDoubt, settleErased, settleFailed, settleFailedAttempt, settleSent } from './settle.ts';

/** Dependencies of sending. */
export type SendDeps = Pick<
  Ports,
  | 'projections'
  | 'notifications'
  | 'claims'
  | 'erasures'
  | 'channels'
  | 'site'
  | 'now'
  | 'storeTime'
  | 'random'
  | 'log'
  | 'leaseMs'
>;

/** An attempt at a notification that the caller owns. */
export interface Attempt {
  readonly notification: Notification;
  readonly attempt: number;
  /** By this process's clock, in milliseconds since 1970. */
  readonly startedAt: number;
}

/** Most calls of a channel in parallel. */
const SENDS_AT_ONCE = 5;

/**
 * Calls the channel once for each notification and stores the results. It looks for erasures before and after the calls, so that an erased
 * notification is neither sent nor written back. What it asks and stores for several goes to Wix Data together.
 */
export async function sendAttempts(attempts: readonly Attempt[], deps: SendDeps): Promise<readonly Notification[]> {
  const looked = await Promise.all(
    attempts.map(async (attempt) => ({ attempt, erased: await endIfErased(attempt, deps) })),
  );
  const ends = await mapConcurrently(looked, SENDS_AT_ONCE, async ({ attempt, erased }) => {
    return erased ?? (await callChannel(attempt, deps));
  });
  return await Promise.all(ends.map((end) => noteEnd(end, deps)));
}

/** Makes one attempt, as `sendAttempts` does. */
export async function sendAttempt(attempt: Attempt, deps: SendDeps): Promise<Notification> {
  return await noteEnd((await endIfErased(attempt, deps)) ?? (await callChannel(attempt, deps)), deps);
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

/** Ends the attempt at a notification that was erased. If that cannot be determined, nothing is sent and the attempt fails. */
async function endIfErased(
  { notification, attempt }: Pick<Attempt, 'notification' | 'attempt'>,
  deps: SendDeps,
): Promise<Notification | undefined> {
  const { now, random } = deps;
  try {
    return (await isErased(notification, deps)) ? settleErased(notification, now()) : undefined;
  } catch (error) {
    return settleFailedAttempt(notification, { attempt, reason: failureOf(error), random: random(), now: now() });
  }
}

async function callChannel({ notification, attempt, startedAt }: Attempt, deps: SendDeps): Promise<Notification> {
  const { channels, now, random } = deps;
  if (now() > startedAt + CALL_WITHIN_MS) {
    return settleFailedAttempt(notification, { attempt, reason: 'out-of-time', random: random(), now: now() });
  }
  if (mustAskFirst(notification, now())) {
    // Asking takes a while, in which an erasure may come.
    const known = (await askFor(notification, attempt, deps)) ?? (await endIfErased({ notification, attempt }, deps));
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
