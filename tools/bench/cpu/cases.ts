import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';

/** An event to measure, with the events before it. */
export interface EventCase {
  readonly handler: HandlerName;
  readonly kind: 'first-seen' | 'changed' | 'redelivered';
  /** The event as JSON text, the input of every candidate. */
  readonly text: string;
  /** The event as an object, for candidates that wrap it in an envelope. */
  readonly event: JsonObject;
  /** Events that were handled before, each with its handler. */
  readonly before: readonly (readonly [HandlerName, JsonObject])[];
  /** Current time, in milliseconds since 1970: soon enough after the event for its changes to be sent. */
  readonly now: number;
}

/** A change that is emailed, made from a documented payload. */
interface Story {
  /** Name in plots and ratios. */
  readonly name: string;
  readonly now: string;
  /** State before the change, as another handler's payload or as changes to this payload. */
  readonly before: HandlerName | PayloadChanges;
  readonly change: PayloadChanges;
}

const stories: Readonly<Partial<Record<HandlerName, Story>>> = {
  wixEvents_onOrderUpdated: {
    name: 'tickets',
    now: '2020-04-28T12:40:00.000Z',
    before: { status: 'INITIATED', confirmed: false, timestamp: '2020-04-28T12:23:51.523Z' },
    change: {},
  },
  wixPricingPlans_onOrderUpdated: {
    name: 'plans',
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
    name: 'shop',
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
    name: 'shop-payment',
    now: '2023-01-16T15:00:00.000Z',
    before: 'wixEcom_onOrderUpdated',
    change: {},
  },
};

/** Returns the name of a measured handler in plots and ratios. */
export function shortNameOf(handler: HandlerName): string {
  return stories[handler]?.name ?? handler;
}

/** Creates three cases from each documented payload: seen for the first time, a change with an email, and a redelivery. */
export function eventCases(payloadOf: (handler: HandlerName) => JsonObject): readonly EventCase[] {
  return (Object.entries(stories) as [HandlerName, Story][]).flatMap(([handler, { now, before, change }]) => {
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
