import { idsOfErasures } from '../../src/backend/order-events/delivery/look-for-erasure.ts';
import { erasedBy, type Erasure } from '../../src/backend/order-events/ports/erasures.ts';
import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { inPages, PAGE_SIZE } from '../../src/backend/order-events/jobs/pages.ts';
import { createSqlStores } from '../sql/create-sql-stores.ts';
import type { Sql } from '../sql/sql.ts';
import { createInbox, type Inbox } from '../sql/inbox.ts';
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
  for (const { handler, orderId, marks } of await inbox.list({ isDead: true }, MAX_DEAD)) {
    const ids = idsOfErasures(handlers[handler].product, orderId, marks);
    for (const erasure of await erasures.find(ids)) await removeErased(erasure, inbox);
  }
}

async function removeErased(erasure: Erasure, inbox: Inbox): Promise<void> {
  const erased = erasedBy(erasure);
  const of = erased.kind === 'order' ? { orderId: erased.orderId } : { mark: erased.mark };
  await inPages(() => inbox.remove({ isDead: true, receivedBefore: erasure.askedAt + 1, ...of }, PAGE_SIZE));
}
