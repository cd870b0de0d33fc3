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

/** What keeping needs. */
export interface KeepDeps {
  readonly sql: Sql;
  readonly coreOf: (instanceId: string) => TenantCore;
  /** Called when an event waits. */
  readonly wake: () => void;
}

/**
 * For how long after its removal a site's events are refused: what was sent before comes again for so long. Whoever has the app
 * again is known by its installation, and after that time by any event.
 */
const REMOVED_MS = 48 * 3_600_000;

/**
 * Keeps a webhook for good, or says why not. `removed`: the app was removed from the site, so nothing of it may be kept; Wix
 * sends it again, and where the app is back by then it is kept.
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

/** The event with the order that it is about, so that events of one order are handled one after the other and an erasure finds it. */
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
