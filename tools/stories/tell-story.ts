import { site } from '../../src/backend/notification-rules.ts';
import type { ChangeKind } from '../../src/backend/order-events/changes/change.ts';
import { isHandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Recipient } from '../../src/backend/order-events/rules/rule-context.ts';
import { readEventTime } from '../workbench/local-site/event-time.ts';
import type { Sequence } from '../workbench/sequences/read-sequences.ts';
import { sequenceEvents } from '../workbench/sequences/sequence-events.ts';
import { openShop } from './open-shop.ts';

/** Delay of an event after the change that it reports. */
const DELIVERED_AFTER_MS = 1_000;

/** Email that a rule requested in a story. */
export interface Telling {
  readonly emailId: string;
  readonly recipient: 'buyer' | 'guest' | 'contact of the rule';
  readonly change: ChangeKind;
  /** Step after which it was requested. */
  readonly step: string;
  /** Reason why it was not sent: its status and the reason for that. */
  readonly unsent?: string;
}

/** Plays the events of a sequence on a site with the shipped rules, one by one at their times. */
export async function tellStory(root: string, sequence: Sequence): Promise<Telling[]> {
  const deliveries = await sequenceEvents({ root, stdin: nothing() }, sequence);
  const shop = await openShop(readEventTime(deliveries[0]?.event) ?? 0);
  const tellings: Telling[] = [];
  for (const [index, { handler, event }] of deliveries.entries()) {
    await shop.passTimeUntil((readEventTime(event) ?? 0) + DELIVERED_AFTER_MS);
    if (!isHandlerName(handler)) throw new Error(`There is no handler ${handler}`);
    const { notifications, rejection } = await shop.handleOrderEvent(handler, event, site);
    const step = sequence.steps[index]?.name ?? '';
    if (rejection !== null) throw new Error(`${sequence.name}, ${step}: ${JSON.stringify(rejection)}`);
    for (const { key, rule, change, status, reason } of notifications) {
      const emailId = shop.world.notifications.get(key)?.call['emailId'] ?? '';
      const unsent = status === 'sent' ? undefined : [status, reason].filter((word) => word !== undefined).join(', ');
      tellings.push({
        emailId,
        recipient: recipientOf(rule),
        change,
        step,
        ...(unsent === undefined ? {} : { unsent }),
      });
    }
  }
  return tellings;
}

function recipientOf(ruleId: string): Telling['recipient'] {
  const recipient: Recipient | undefined = site.rules.find(({ id }) => id === ruleId)?.recipient;
  if (recipient === 'guests') return 'guest';
  return recipient === 'buyer' || recipient === 'guest' ? recipient : 'contact of the rule';
}

/** Replaces the standard input, which no step of a sequence reads. */
async function* nothing(): AsyncGenerator<string> {
  yield* [];
}
