import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';

/** One event that is measured, and what the site was told before it. */
export interface EventCase {
  readonly handler: MeasuredHandler;
  readonly kind: 'first-seen' | 'changed' | 'redelivered';
  /** The event as JSON text: the bytes that every candidate begins with. */
  readonly text: string;
  /** The event as an object, for what wraps it in an envelope of its own. */
  readonly event: JsonObject;
  /** Events that were handled before, by the handler of each. */
  readonly before: readonly (readonly [HandlerName, JsonObject])[];
  /** Wix's time, in milliseconds since 1970: so soon after the event that its news may be told. */
  readonly now: number;
}

/** How a documented payload becomes a change that is mailed. */
interface Story {
  readonly now: string;
  /** What was known before the change, as another handler's payload or as changes of this one. */
  readonly before: HandlerName | PayloadChanges;
  readonly change: PayloadChanges;
}

const stories = {
  wixEvents_onOrderUpdated: {
    now: '2020-04-28T12:40:00.000Z',
    before: { status: 'INITIATED', confirmed: false, timestamp: '2020-04-28T12:23:51.523Z' },
    change: {},
  },
  wixPricingPlans_onOrderUpdated: {
    now: '2022-07-26T16:00:00.000Z',
    before: {},
    change: {
      'metadata.id': 'paid',
      'metadata.eventTime': '2022-07-26T15:30:06.124503Z',
      'entity.lastPaymentStatus': 'PAID',
      'entity._updatedDate': '2022-07-26T15:30:05.117Z',
    },
  },
  wixEcom_onOrderUpdated: {
    now: '2023-01-16T15:00:00.000Z',
    before: {},
    change: {
      'metadata.id': 'fulfilled',
      'metadata.eventTime': '2023-01-16T14:30:13.143235Z',
      'entity.fulfillmentStatus': 'FULFILLED',
      'entity._updatedDate': '2023-01-16T14:30:13.099Z',
    },
  },
  wixEcom_onOrderPaymentStatusUpdated: {
    now: '2023-01-16T15:00:00.000Z',
    before: 'wixEcom_onOrderUpdated',
    change: {},
  },
} as const satisfies Partial<Record<HandlerName, Story>>;

/** A handler whose documented payload is measured. */
export type MeasuredHandler = keyof typeof stories;

/** The handlers whose documented payloads are measured. */
export const measuredHandlers = Object.keys(stories) as readonly MeasuredHandler[];

/** Each documented payload seen for the first time, as a change that is mailed, and delivered a second time. */
export function eventCases(payloadOf: (handler: HandlerName) => JsonObject): readonly EventCase[] {
  return measuredHandlers.flatMap((handler) => {
    const { now, before, change }: Story = stories[handler];
    const documented = payloadOf(handler);
    const known: readonly [HandlerName, JsonObject] =
      typeof before === 'string' ? [before, payloadOf(before)] : [handler, changed(documented, before)];
    const caseOf = (kind: EventCase['kind'], event: JsonObject, earlier: EventCase['before']): EventCase => ({
      ...{ handler, kind, event, before: earlier },
      text: JSON.stringify(event),
      now: Date.parse(now),
    });
    return [
      caseOf('first-seen', documented, []),
      caseOf('changed', changed(documented, change), [known]),
      caseOf('redelivered', documented, [[handler, documented]]),
    ];
  });
}
