import { deliverSome } from '../delivery/deliver-due.ts';
import { sendFirstAttempt, type SendDeps } from '../delivery/send.ts';
import type { HandlerName } from '../handlers/handlers.ts';
import { parseOrderEvent, type OrderEvent } from '../handlers/parse-order-event.ts';
import { failureOf } from '../order-events-error.ts';
import type { Notification } from '../ports/notifications.ts';
import type { Ports } from '../ports/ports.ts';
import { askForErasure } from '../retention/ask-for-erasure.ts';
import { eraseDataOfOrder, type EraseDeps } from '../retention/erase.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { instantOfNow } from '../values/instant.ts';
import type { Rejection } from '../values/rejection.ts';
import { summarize, type EventOutcome } from './outcome.ts';
import { keepUnhandled } from './keep-unhandled.ts';
import { writeIntent, type IntentDeps } from './write-intent.ts';

/** What handling an event needs from outside. */
export type HandleDeps = IntentDeps & SendDeps & EraseDeps & Pick<Ports, 'takeOverdueTurn'>;

/** Overdue notifications that one event may send beside its own. */
const OVERDUE_PER_EVENT = 3;

/**
 * How long a handler may take before it leaves the rest to the hourly job. Wix documents no limit for event handlers;
 * its backend calls end after 14 s: https://support.wix.com/en/article/velo-about-backend-limitations
 */
export const HANDLER_BUDGET_MS = 8_000;

/**
 * Handles one event: parse, read the projection, classify and decide, write the intent, advance the projection, send,
 * settle. The intent is written before the projection moves on, so a crash at any point loses nothing: what was not
 * written is derived again by the next event, and what was written is sent by the job.
 * Rejects only when the event could neither be handled nor kept: then the platform holds the only copy.
 */
export async function handleEvent(
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
    return await keepFailed(parsed.event, raw, error, deps);
  }
}

/** Only events that changed state but send nothing do extra work; redeliveries stay at one read. */
function isCheapEvent({ verdict, notifications }: EventOutcome): boolean {
  return notifications.length === 0 && (verdict === 'changed' || verdict === 'first-seen');
}

/** Jobs run hourly at best, so an event that comes by in the meantime helps out. Its own outcome stands in any case. */
async function sendOverdue(deadline: number, deps: HandleDeps): Promise<void> {
  if (!deps.takeOverdueTurn()) return;
  try {
    await deliverSome(OVERDUE_PER_EVENT, deadline, deps);
  } catch (error) {
    deps.log('overdue notifications left to the job', { failure: failureOf(error) });
  }
}

/** Handles an event that was kept before; `false` when it still cannot be handled. Nothing is kept anew. */
export async function handleAgain(
  handler: HandlerName,
  raw: unknown,
  site: SiteRules,
  deps: HandleDeps,
): Promise<boolean> {
  const startedAt = deps.now();
  const parsed = parseOrderEvent(handler, raw, instantOfNow(startedAt));
  if (parsed.kind === 'rejected') return false;
  try {
    await handleParsed(parsed.event, site, startedAt, deps);
    return true;
  } catch {
    return false;
  }
}

/** Handles an event that was understood. Rejects with an `OrderEventsError` when the site cannot store it. */
export async function handleParsed(
  event: OrderEvent,
  site: SiteRules,
  startedAt: number,
  deps: HandleDeps,
): Promise<EventOutcome> {
  const { product, id } = event.order;
  if (event.isAnonymization) await askForErasure([{ kind: 'order', product, orderId: id }], startedAt, deps);
  const { verdict, changes, own, alreadyKnown, failure } = await writeIntent(event, site, startedAt, deps);
  const settled: Notification[] = [];
  for (const notification of own) {
    settled.push(await sendFirstAttempt(notification, startedAt + HANDLER_BUDGET_MS, deps));
  }
  if (failure !== undefined) throw failure.error;
  if (event.isAnonymization) await eraseDataOfOrder(product, id, deps);
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
  await keepUnhandled(handler, raw, { rejection }, deps);
  return { ...nothingHappened, handler, verdict: 'rejected', order: null, warnings: [], rejection };
}

/** The event is sound but the site could not handle it just then: it is kept, and the job handles it later. */
async function keepFailed(event: OrderEvent, raw: unknown, error: unknown, deps: HandleDeps): Promise<EventOutcome> {
  const { handler, order, warnings } = event;
  const failure = failureOf(error);
  deps.log('event not handled', { handler, failure });
  await keepUnhandled(handler, raw, { orderId: order.id, failure }, deps);
  const rejection = { path: 'event', expected: 'a site that can store it', found: failure };
  const { product, id } = order;
  return { ...nothingHappened, handler, verdict: 'rejected', order: { product, id }, warnings, rejection };
}

const nothingHappened = { changes: [], notifications: [], alreadyKnown: [] } as const;
