import { handlers, type HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { parseOrderEvent } from '../../src/backend/order-events/handlers/parse-order-event.ts';
import { markNames } from '../../src/backend/order-events/intake/keep-unhandled.ts';
import { namesIn } from '../../src/backend/order-events/values/people.ts';
import { instantOfNow } from '../../src/backend/order-events/values/instant.ts';
import { createInbox } from '../sql/inbox.ts';
import type { InboxEvent } from '../sql/inbox-event.ts';
import type { Sql } from '../sql/sql.ts';
import { createTenants } from '../sql/tenants.ts';
import { laneOf } from '../sql/with-order.ts';
import type { Delivery } from './delivery.ts';
import type { TenantCore } from './tenant-cores.ts';
import { retryPolicy } from './retry-policy.ts';
import { parseJson } from '../../src/backend/order-events/values/parse-json.ts';

/** Dependencies of `keepDelivery`. */
export interface KeepDeps {
  readonly sql: Sql;
  readonly coreOf: (instanceId: string) => TenantCore;
  /** Called when an event is ready to be handled. */
  readonly wake: () => void;
}

/**
 * Time after the app's removal from a site during which the site's events are refused, because Wix repeats earlier events for that long. A
 * new installation is recognized within this time by its own webhook, later by any event.
 */
const REMOVED_MS = 48 * 3_600_000;

/**
 * Stores a webhook durably. `known`: it is already stored. `removed`: the app was removed from the site, so nothing may be stored; Wix
 * sends the event again, and it is stored if the app has been installed again meanwhile.
 */
export async function keepDelivery(delivery: Delivery, deps: KeepDeps): Promise<'kept' | 'known' | 'removed'> {
  const { sql, coreOf, wake } = deps;
  const { instanceId, meaning, issuedAt, receivedAt } = delivery;
  const tenants = createTenants(sql);
  const happenedAt = issuedAt ?? receivedAt;
  switch (meaning.kind) {
    case 'app-installed':
      await tenants.install(instanceId, happenedAt);
      return 'kept';
    case 'app-removed':
      await tenants.remove(instanceId, happenedAt);
      return 'kept';
    case 'order-event': {
      const tenant = await tenants.find(instanceId);
      if (tenant?.removedAt !== undefined && receivedAt < tenant.removedAt + REMOVED_MS) return 'removed';
      if (tenant === undefined || tenant.removedAt !== undefined) await tenants.noteEvent(instanceId, receivedAt);
      const event = inboxEventOf(delivery, meaning.handler, coreOf(instanceId));
      const result = await createInbox(sql, instanceId, retryPolicy).insert(event, receivedAt);
      wake();
      return result === 'inserted' ? 'kept' : 'known';
    }
  }
}

/** Adds the order that the event is about, so that events of one order are handled in sequence and an erasure finds them. */
function inboxEventOf({ id, eventType, body }: Delivery, handler: HandlerName, { digest }: TenantCore): InboxEvent {
  const raw = parseJson(body);
  const parsed = parseOrderEvent(handler, raw, instantOfNow(0));
  const orderId = parsed.kind === 'event' ? parsed.event.order.id : undefined;
  return {
    id,
    eventType,
    handler,
    lane: orderId === undefined ? id : laneOf(handlers[handler].product, orderId),
    orderId,
    marks: markNames(raw, parsed.kind === 'event' ? [] : namesIn(body), digest),
    text: body,
  };
}
