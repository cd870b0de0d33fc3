import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import type { Rejection } from '../../src/backend/order-events/values/rejection.ts';
import { receivedAt } from '../support/parsed-order.ts';

/** Why the handler's parser rejects the value; throws when it accepts it. */
export function rejectionOf(handler: HandlerName, raw: unknown): Rejection {
  const parsed = parseOrderEvent(handler, raw, receivedAt);
  if (parsed.kind === 'event') throw new Error('The event was accepted');
  return parsed.rejection;
}
