import { erasedBy, idOfErasure, type Erasure } from '../../src/backend/order-events/ports/erasures.ts';
import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { inPages, PAGE_SIZE } from '../../src/backend/order-events/jobs/pages.ts';
import { peopleMarked } from '../../src/backend/order-events/values/people.ts';
import { createSqlStores } from '../sql/create-sql-stores.ts';
import type { Sql } from '../sql/sql.ts';
import { createInbox, type Inbox, type ListedEvent } from '../sql/inbox.ts';
import { retryPolicy } from './retry-policy.ts';
import type { TenantCore } from './tenant-cores.ts';

/** Far more than an owner leaves lying about; of more, the newest are looked at. */
const MAX_DEAD = 1_000;
const DAY_MS = 86_400_000;

/** What looking for dead events needs. */
export interface SweepDeps {
  readonly sql: Sql;
  readonly coreOf: (instanceId: string) => TenantCore;
  readonly now: () => number;
}

/** Removes the dead events of a tenant that somebody asked to be erased, and those that are older than what it keeps. */
export async function sweepDeadEvents(instanceId: string, { sql, coreOf, now }: SweepDeps): Promise<void> {
  const inbox = createInbox(sql, instanceId, retryPolicy);
  const { erasures } = createSqlStores(sql, instanceId);
  const { retentionDays } = coreOf(instanceId).site.settings;
  await inPages(() => inbox.remove({ isDead: true, receivedBefore: now() - retentionDays * DAY_MS }, PAGE_SIZE));
  for (const event of await inbox.list({ isDead: true }, MAX_DEAD)) {
    for (const erasure of await erasures.find(erasuresOf(event))) await removeErased(erasure, inbox);
  }
}

/** The ids of the erasures that an event may fall under. */
function erasuresOf({ handler, orderId, marks }: ListedEvent): readonly string[] {
  const { product } = handlers[handler];
  const people = peopleMarked(marks).flat();
  return [
    ...(orderId === undefined ? [] : [idOfErasure({ kind: 'order', product, orderId })]),
    ...people.map((mark) => idOfErasure({ kind: 'person', mark })),
  ];
}

async function removeErased(erasure: Erasure, inbox: Inbox): Promise<void> {
  const erased = erasedBy(erasure);
  const of = erased.kind === 'order' ? { orderId: erased.orderId } : { mark: erased.mark };
  await inPages(() => inbox.remove({ isDead: true, receivedBefore: erasure.askedAt + 1, ...of }, PAGE_SIZE));
}
