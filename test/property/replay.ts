import { classifyEvent, type Classification } from '../../src/backend/order-events/timeline/classify-event.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { parseOrderEvent, type OrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { handlers, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Step } from '../histories/history.ts';
import { instant } from '../support/typed-texts.ts';

/** Later than every generated event. */
const receivedAt = instant('2035-01-01T00:00:00.000000000Z');

/** Reads the steps' events with the production parser; throws when it rejects one or warns. */
export function parseSteps(steps: readonly Step[]): OrderEvent[] {
  return steps.map(function parseStep({ handler, event }) {
    if (!isHandlerName(handler)) throw new Error(`No such handler: ${handler}`);
    const parsed = parseOrderEvent(handler, event, receivedAt);
    if (parsed.kind === 'rejected') throw new Error(`Rejected: ${JSON.stringify(parsed.rejection)}`);
    if (parsed.event.warnings.length > 0) throw new Error(`Warnings: ${parsed.event.warnings.join()}`);
    return parsed.event;
  });
}

function isHandlerName(name: string): name is HandlerName {
  return Object.hasOwn(handlers, name);
}

let delivered = 0;

/** How many events this process has delivered so far. */
export function deliveredEvents(): number {
  return delivered;
}

/** Delivers events one after the other, each with what the last one stored. */
export function deliver(events: readonly OrderEvent[]): Classification[] {
  let projection: Projection | undefined;
  delivered += events.length;
  return events.map(function deliverOne(event) {
    const outcome = classifyEvent(projection, event, { fingerprint: 'key', of: tokenOf });
    projection = outcome.projection ?? projection;
    return outcome;
  });
}

/** Gives equal text one token: enough of a digest to tell texts apart, and quick. */
function tokenOf(text: string): string {
  const known = tokens.get(text);
  if (known !== undefined) return known;
  const token = `d${String(tokens.size)}`;
  tokens.set(text, token);
  return token;
}

const tokens = new Map<string, string>();
