import { parseOrderEvent } from '../../../src/backend/order-events/handlers/parse-order-event.ts';
import { handlerNames, handlers, type HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { instantOfNow } from '../../../src/backend/order-events/values/instant.ts';

/** Returns the handlers that accept an event which another one rejected: for each product its update handler, or else the first. */
export function fittingHandlers(event: unknown, receivedAtMs: number): HandlerName[] {
  const fitting = handlerNames.filter(
    (handler) => parseOrderEvent(handler, event, instantOfNow(receivedAtMs)).kind !== 'rejected',
  );
  const ofEach = new Map<string, HandlerName>();
  for (const handler of fitting) {
    const { product, isUpdateHandler } = handlers[handler];
    if (isUpdateHandler || !ofEach.has(product)) ofEach.set(product, handler);
  }
  return [...ofEach.values()];
}
