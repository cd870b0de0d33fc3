import { sendFirstAttempts } from '../delivery/send-first-attempts.ts';
import type { SendDeps } from '../delivery/send.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import { parseOrderEvent, type OrderEvent } from '../handlers/parse-order-event.ts';
import { failureOf } from '../order-events-error.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports, Stores } from '../ports/ports.ts';
import type { EraseDeps } from '../retention/erase.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { instantOfNow } from '../values/instant.ts';
import type { Rejection } from '../values/rejection.ts';
import { summarize, type EventOutcome } from './outcome.ts';
import { writeIntent, type Intent, type IntentDeps, type TakeOwn } from './write-intent.ts';

/** Dependencies of handling an event. */
export type HandleDeps = IntentDeps &
  SendDeps &
  EraseDeps &
  Pick<Ports, 'takeOverdueTurn' | 'jobStates' | 'loadSeldomSteps'>;

/** Most overdue notifications that one event sends besides its own. */
const OVERDUE_PER_EVENT = 20;

/**
 * Milliseconds that a handler may take before it leaves the rest to the hourly job. Wix documents no limit for event handlers; its
 * backend calls end after 14 s: https://support.wix.com/en/article/velo-about-backend-limitations
 */
export const HANDLER_BUDGET_MS = 8_000;

/**
 * Handles one event: parses it, reads the projection, classifies the event and decides, writes the intent, saves the projection, sends
 * and settles. The intent is written before the projection is saved, so a crash at any point loses nothing: the next event derives again
 * what was not written, and the job sends what was. Rejects only if the event could be neither handled nor stored: then the platform
 * holds the only copy, and the owner sees that.
 */
export async function handleEvent(
  handler: HandlerName,
  raw: unknown,
  site: SiteRules,
  deps: HandleDeps,
): Promise<EventOutcome> {
  try {
    return await handleOrKeep(handler, raw, site, deps);
  } catch (error) {
    const { noteNotKept } = await deps.loadSeldomSteps();
    await noteNotKept(error, deps);
    throw error;
  }
}

async function handleOrKeep(
  handler: HandlerName,
  raw: unknown,
  site: SiteRules,
  deps: HandleDeps,
): Promise<EventOutcome> {
  const startedAt = deps.now();
  const parsed = parseOrderEvent(handler, raw, instantOfNow(startedAt));
  if (parsed.kind === 'rejected') return await keepRejected(handler, raw, parsed.rejection, deps);
  try {
    const outcome = await handleParsed(parsed.event, site, startedAt, deps);
    if (isCheapEvent(outcome)) await sendOverdue(startedAt + HANDLER_BUDGET_MS, deps);
    return outcome;
  } catch (error) {
    if (isTooLarge(error)) await noteTooLarge(parsed.event, deps);
    else await keepFailed(parsed.event, raw, error, deps);
    return outcomeOfFailure(parsed.event, error);
  }
}

/** Only events that changed state but send nothing do extra work; redeliveries stay at one read. */
function isCheapEvent({ verdict, notifications }: EventOutcome): boolean {
  return notifications.length === 0 && (verdict === 'changed' || verdict === 'first-seen');
}

/** Sends a few overdue notifications, because jobs run hourly at best. A failure does not change the outcome of the event. */
async function sendOverdue(deadline: number, deps: HandleDeps): Promise<void> {
  if (!deps.takeOverdueTurn()) return;
  try {
    const { deliverSome } = await deps.loadSeldomSteps();
    await deliverSome(OVERDUE_PER_EVENT, deadline, deps);
  } catch (error) {
    deps.log('overdue notifications left to the job', { failure: failureOf(error) });
  }
}

/** A stored event. `receivedAt` is its first arrival in milliseconds since 1970, which counts if it names no time. */
export interface KeptEvent {
  readonly handler: HandlerName;
  readonly raw: unknown;
  readonly receivedAt: number;
}

/** Handles a stored event again; `false` if it still cannot be handled. The event is not stored a second time. */
export async function handleAgain(
  { handler, raw, receivedAt }: KeptEvent,
  site: SiteRules,
  deps: HandleDeps,
): Promise<boolean> {
  const parsed = parseOrderEvent(handler, raw, instantOfNow(receivedAt));
  if (parsed.kind === 'rejected') return false;
  const startedAt = deps.now();
  // The stored state may be far newer than the first arrival, and must not count as one from the future.
  const event = { ...parsed.event, receivedAt: instantOfNow(startedAt) };
  try {
    await handleParsed(event, site, startedAt, deps);
    return true;
  } catch (error) {
    if (!isTooLarge(error)) return false;
    await noteTooLarge(event, deps);
    return true;
  }
}

/** Sends the notifications of an event and returns its outcome. Call it once, when the transaction is committed. */
export type AfterCommit = () => Promise<EventOutcome>;

/**
 * Handles an event on a host with transactions: writes everything to the stores of one transaction, and leaves sending for after the
 * commit. Rejects if anything could not be written, and then nothing of it may be committed. If the process stops in between, the next
 * run that looks for due notifications sends them.
 */
export async function handleInTransaction(
  { handler, raw, receivedAt }: KeptEvent,
  site: SiteRules,
  stores: Stores,
  deps: HandleDeps,
): Promise<AfterCommit> {
  const inside = { ...deps, ...stores };
  const parsed = parseOrderEvent(handler, raw, instantOfNow(receivedAt));
  if (parsed.kind === 'rejected') {
    const outcome = await keepRejected(handler, raw, parsed.rejection, inside);
    return () => Promise.resolve(outcome);
  }
  const startedAt = deps.now();
  const event = { ...parsed.event, receivedAt: instantOfNow(startedAt) };
  const own: Notification[] = [];
  const intent = await noteEvent(event, site, startedAt, inside, (written) => void own.push(...written));
  if (intent.failure !== undefined) throw intent.failure.error;
  return async () =>
    await endEvent(event, intent, await sendFirstAttempts(own, startedAt + deps.leaseMs / 2, deps), deps);
}

/** Handles a parsed event. Rejects with an `OrderEventsError` if the site cannot store it. */
export async function handleParsed(
  event: OrderEvent,
  site: SiteRules,
  startedAt: number,
  deps: HandleDeps,
): Promise<EventOutcome> {
  const sending: Promise<readonly Notification[]>[] = [];
  const noting = noteEvent(event, site, startedAt, deps, (own) => {
    sending.push(sendFirstAttempts(own, startedAt + HANDLER_BUDGET_MS, deps));
  });
  // Whatever becomes of the rest, a handler ends only after what it sends is noted.
  await Promise.allSettled([noting]);
  const settled = (await Promise.all(sending)).flat();
  const intent = await noting;
  if (intent.failure !== undefined) throw intent.failure.error;
  return await endEvent(event, intent, settled, deps);
}

/** Does the first half of handling an event: stores everything, and sends nothing itself. */
async function noteEvent(
  event: OrderEvent,
  site: SiteRules,
  startedAt: number,
  deps: HandleDeps,
  takeOwn: TakeOwn,
): Promise<Intent> {
  const { product, id } = event.order;
  if (event.isAnonymization) {
    const { askForErasure } = await deps.loadSeldomSteps();
    await askForErasure([{ kind: 'order', product, orderId: id }], startedAt, deps);
  }
  return await writeIntent(event, site, startedAt, deps, takeOwn);
}

async function endEvent(
  event: OrderEvent,
  { verdict, changes, alreadyKnown }: Intent,
  settled: readonly Notification[],
  deps: HandleDeps,
): Promise<EventOutcome> {
  const { product, id } = event.order;
  if (event.isAnonymization) {
    const { eraseDataOfOrder } = await deps.loadSeldomSteps();
    await eraseDataOfOrder(product, id, deps);
  }
  return {
    handler: event.handler,
    verdict,
    order: { product, id },
    changes,
    notifications: settled.map(summarize),
    alreadyKnown,
    warnings: event.warnings,
    rejection: null,
  };
}

async function keepRejected(
  handler: HandlerName,
  raw: unknown,
  rejection: Rejection,
  deps: HandleDeps,
): Promise<EventOutcome> {
  deps.log('event rejected', { handler, ...rejection });
  const { keepUnhandled } = await deps.loadSeldomSteps();
  await keepUnhandled(handler, raw, { rejection }, deps);
  return { ...nothingHappened, handler, verdict: 'rejected', order: null, warnings: [], rejection };
}

/** Stores a sound event that the site could not handle at the time, for the job to handle later. */
async function keepFailed(
  { handler, order }: OrderEvent,
  raw: unknown,
  error: unknown,
  deps: HandleDeps,
): Promise<void> {
  const failure = failureOf(error);
  deps.log('event not handled', { handler, failure });
  const { keepUnhandled } = await deps.loadSeldomSteps();
  await keepUnhandled(handler, raw, { orderId: order.id, failure }, deps);
}

function outcomeOfFailure({ handler, order, warnings }: OrderEvent, error: unknown): EventOutcome {
  const rejection = { path: 'event', expected: 'a site that can store it', found: failureOf(error) };
  const { product, id } = order;
  return { ...nothingHappened, handler, verdict: 'rejected', order: { product, id }, warnings, rejection };
}

/** `true` if the state of an order is more than any item can hold: retries are useless, and everything that could be sent was. */
function isTooLarge(error: unknown): boolean {
  return failureOf(error) === 'order-too-large';
}

/** Records once per order that its state cannot be stored, however many events it has. */
async function noteTooLarge({ handler, order }: OrderEvent, { unhandled, now, log }: HandleDeps): Promise<void> {
  const { product, id } = order;
  log('order too large to store', { handler });
  const note = { id: `too-large/${product}/${id}`, handler, text: '', orderId: id, failure: 'order-too-large' };
  await unhandled.keep(note, now());
}

const nothingHappened = { changes: [], notifications: [], alreadyKnown: [] } as const;
