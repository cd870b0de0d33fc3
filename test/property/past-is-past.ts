import * as fc from 'fast-check';

import { createNotification } from '../../src/backend/order-events/delivery/notification.ts';
import {
  parseOrderEvent,
  parseReadOrder,
  type OrderEvent,
} from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { handlers, isHandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Change } from '../../src/backend/order-events/changes/change.ts';
import type { Product } from '../../src/backend/order-events/products/product.ts';
import { decideNotifications } from '../../src/backend/order-events/rules/decide-notifications.ts';
import type { AnyRule } from '../../src/backend/order-events/rules/rule.ts';
import { classifyEvent } from '../../src/backend/order-events/timeline/classify-event.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { msOf } from '../../src/backend/order-events/values/instant.ts';
import type { OrderHistory, Step } from '../histories/history.ts';
import { orderOf } from '../histories/history-shape.ts';
import { instant } from '../support/typed-texts.ts';
import { historiesPerProduct, historiesSeed, PROPERTY_TIMEOUT_MS } from './check-property.ts';

const YEAR_MS = 365 * 86_400_000;
const OFF_MS = 60 * 86_400_000;
const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };

const digest = { fingerprint: 'key', of: (text: string) => text };

/** States that nothing of the past is told, whatever the first event, the first read or the first event after a pause is. */
export function describePast(histories: fc.Arbitrary<OrderHistory>): void {
  const picks = fc.tuple(histories, fc.nat({ max: 7 }));

  function holds(findFault: (steps: readonly Step[], at: number) => readonly string[]): void {
    const property = fc.property(picks, ([{ steps }, pick]) => {
      const told = findFault(steps, pick % steps.length);
      if (told.length > 0) throw new Error(`${told.join()} is told`);
    });
    fc.assert(property, { numRuns: historiesPerProduct, seed: historiesSeed });
  }

  test(
    'mails nothing at first sight when the whole past of the order lies a year back',
    () => {
      holds((steps, at) => {
        const event = parsed(steps[at]);
        const now = msOf(event.at) + YEAR_MS;
        return mailed(undefined, event, now).concat(mailed(undefined, touchedAYearLater(steps[at]), now));
      });
    },
    PROPERTY_TIMEOUT_MS,
  );

  test(
    'mails nothing when a job reads an order whose past lies a year back',
    () => {
      holds((steps, at) => {
        const step = steps[at];
        if (step === undefined) return [];
        const now = msOf(parsed(step).at) + YEAR_MS;
        const { product } = handlers[nameOf(step)];
        const { timestamp: _timestamp, ...order } = orderOf(step);
        const read = parseReadOrder(product, order, instant(`${new Date(now).toISOString().slice(0, 23)}000000Z`));
        if (read.kind === 'rejected') throw new Error('Rejected');
        return mailed(undefined, read.event, now);
      });
    },
    PROPERTY_TIMEOUT_MS,
  );

  test(
    'mails nothing of the two months in which it was off, unless the next event itself reports or dates it',
    () => {
      holds((steps, at) => {
        const known = classifyEvent(undefined, parsed(steps[at]), digest).projection;
        return steps.slice(at + 1).flatMap((step) => {
          const event = parsed(step);
          const later = { ...event, at: movedBy(event.at, OFF_MS), happenedAt: movedBy(event.at, OFF_MS) };
          const undated = { ...later, previousPaymentStatus: undefined };
          return mailed(known, undated, msOf(later.at)).filter((kind) => !/cycle-started|order-renewed/.test(kind));
        });
      });
    },
    PROPERTY_TIMEOUT_MS,
  );
}

/** The event as Wix would send it a year later, when somebody touches the order: with the time of the event, and no other, moved. */
function touchedAYearLater(step: Step | undefined): OrderEvent {
  const event = parsed(step);
  const at = movedBy(event.at, YEAR_MS);
  return { ...event, at, happenedAt: at, previousPaymentStatus: undefined };
}

function movedBy(at: OrderEvent['at'], ms: number): OrderEvent['at'] {
  return instant(`${new Date(msOf(at) + ms).toISOString().slice(0, 23)}000000Z`);
}

function nameOf({ handler }: Step): keyof typeof handlers {
  if (!isHandlerName(handler)) throw new Error(`No such handler: ${handler}`);
  return handler;
}

function parsed(step: Step | undefined): OrderEvent {
  if (step === undefined) throw new Error('No such step');
  const result = parseOrderEvent(nameOf(step), step.event, instant('2035-01-01T00:00:00.000000000Z'));
  if (result.kind === 'rejected') throw new Error(`Rejected: ${JSON.stringify(result.rejection)}`);
  return result.event;
}

/** The kinds that a site with a rule for everything would mail for a day. */
function mailed(known: Projection | undefined, event: OrderEvent, now: number): string[] {
  const { changes } = classifyEvent(known, event, digest);
  if (event.isAnonymization) return [];
  return decideNotifications(
    event,
    changes,
    changes.map((change) => ruleFor(event.order.product, change)),
    settings,
  )
    .filter((draft) => createNotification(draft, { source: event.source }, now).status !== 'expired')
    .map(({ change: { kind, evidence } }) => `${kind} (${evidence})`);
}

function ruleFor(product: Product, { kind }: Change): AnyRule {
  const rule = { id: kind, change: kind, emailId: 'U1a2b3', recipient: { contactId: 'a' }, variables: () => ({}) };
  return { ...rule, product } as AnyRule;
}
