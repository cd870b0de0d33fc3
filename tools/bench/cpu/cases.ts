import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { changed, type PayloadChanges } from '../../workbench/payload/changed-event.ts';
import type { JsonObject } from '../../workbench/payload/json.ts';

/** An event to measure, with the events before it. */
export interface EventCase {
  readonly handler: HandlerName;
  readonly kind: 'first-seen' | 'changed' | 'redelivered' | 'changed-after-eight';
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
  /** Changes of the state before that make it an earlier one: the first to the seventh. */
  readonly earlier: (number: number) => PayloadChanges;
}

const EARLIER_STATES = 7;

function earlierShopOrder(number: number): PayloadChanges {
  return {
    'metadata.id': `earlier-${String(number)}`,
    'metadata.eventTime': `2023-01-16T13:0${String(number)}:13.143235Z`,
    'entity.priceSummary.total.amount': `${String(number)}0.00`,
  };
}

const stories: Readonly<Partial<Record<HandlerName, Story>>> = {
  wixEvents_onOrderUpdated: {
    name: 'tickets',
    now: '2020-04-28T12:40:00.000Z',
    before: { status: 'INITIATED', confirmed: false, timestamp: '2020-04-28T12:23:51.523Z' },
    change: {},
    earlier: (number) => ({
      firstName: `Buyer ${String(number)}`,
      timestamp: `2020-04-28T12:0${String(number)}:00.000Z`,
    }),
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
    earlier: (number) => ({
      'metadata.id': `earlier-${String(number)}`,
      'metadata.eventTime': `2022-07-26T14:0${String(number)}:06.124503Z`,
      'entity.endDate': `2023-02-0${String(number)}T10:00:00.000Z`,
    }),
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
    earlier: earlierShopOrder,
  },
  wixEcom_onOrderPaymentStatusUpdated: {
    name: 'shop-payment',
    now: '2023-01-16T15:00:00.000Z',
    before: 'wixEcom_onOrderUpdated',
    change: {},
    earlier: earlierShopOrder,
  },
};

/** Returns the name of a measured handler in plots and ratios. */
export function shortNameOf(handler: HandlerName): string {
  return stories[handler]?.name ?? handler;
}

/**
 * Creates four cases from each documented payload: seen for the first time, a change with an email, a redelivery, and the change where eight
 * states are known.
 */
export function eventCases(payloadOf: (handler: HandlerName) => JsonObject): readonly EventCase[] {
  return (Object.entries(stories) as [HandlerName, Story][]).flatMap(([handler, { now, before, change, earlier }]) => {
    const documented = payloadOf(handler);
    const last: readonly [HandlerName, JsonObject] =
      typeof before === 'string' ? [before, payloadOf(before)] : [handler, changed(documented, before)];
    const caseOf = (kind: EventCase['kind'], event: JsonObject, known: EventCase['before']): EventCase => ({
      ...{ handler, kind, event, before: known },
      text: JSON.stringify(event),
      now: Date.parse(now),
    });
    return [
      caseOf('first-seen', documented, []),
      caseOf('changed', changed(documented, change), [last]),
      caseOf('redelivered', documented, [[handler, documented]]),
      caseOf('changed-after-eight', changed(documented, change), [
        ...Array.from({ length: EARLIER_STATES }, (_none, index) => earlierThan(last, earlier(index + 1))),
        last,
      ]),
    ];
  });
}

function earlierThan(
  [handler, event]: readonly [HandlerName, JsonObject],
  changes: PayloadChanges,
): readonly [HandlerName, JsonObject] {
  return [handler, changed(event, changes)];
}
