import { handlers, type HandlerName } from '../handlers/handlers.ts';
import { openNestedTexts } from '../handlers/unwrap-envelope.ts';
import { idOfErasure } from '../ports/erasures.ts';
import type { Ports } from '../ports/ports.ts';
import type { UnhandledEvent } from '../ports/unhandled-events.ts';
import type { Digest } from '../values/detail-digests.ts';
import { markPeople, namesIn, peopleIn } from '../values/people.ts';
import { describeEvent } from './unhandled-event.ts';

/** Most orders that an event that was not understood can be about, by the ids in it. */
const MAX_ORDERS = 100;

/** Returns the marks of everybody whom an event names: those of one person together, and each other id or address in its text by itself. */
export function markNames(raw: unknown, names: readonly string[], digest: Digest): string | undefined {
  const people = peopleIn(openNestedTexts(raw).value);
  const named = new Set(people.flat());
  const others = names.filter((name) => !named.has(name)).map((name) => [name]);
  return markPeople([...people, ...others], digest);
}

/**
 * Stores an event that could not be handled, with the marks of everybody in it. One of an anonymized order is removed again: no
 * notification about it will be sent, and its names must not be stored.
 */
export async function keepUnhandled(
  handler: HandlerName,
  raw: unknown,
  reason: Pick<UnhandledEvent, 'orderId' | 'rejection' | 'failure'>,
  { unhandled, erasures, loadDigest, now }: Pick<Ports, 'unhandled' | 'erasures' | 'loadDigest' | 'now'>,
): Promise<void> {
  const event = describeEvent(handler, raw);
  const names = namesIn(event.text);
  const marks = markNames(raw, names, await loadDigest());
  await unhandled.keep({ ...event, ...reason, marks }, now());
  const { product } = handlers[handler];
  const orderIds = [reason.orderId ?? [], names].flat().slice(0, MAX_ORDERS);
  try {
    const found = await erasures.find(orderIds.map((orderId) => idOfErasure({ kind: 'order', product, orderId })));
    if (found.length > 0) await unhandled.remove([event.id]);
  } catch {
    // The event is stored, which is what matters; the hourly job sweeps each erasure.
  }
}
