import { idsOfErasures } from '../../src/backend/order-events/delivery/look-for-erasure.ts';
import { erasedBy, type Erasure } from '../../src/backend/order-events/ports/erasures.ts';
import { handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { inPages, PAGE_SIZE } from '../../src/backend/order-events/jobs/pages.ts';
import { createSqlStores } from '../sql/create-sql-stores.ts';
import type { Sql } from '../sql/sql.ts';
import { createInbox, type Inbox } from '../sql/inbox.ts';
import { retryPolicy } from './retry-policy.ts';
import type { TenantCore } from './tenant-cores.ts';

/** Far more dead events than an operator lets pile up; beyond that, only the newest are checked for erasures. */
const MAX_DEAD = 1_000;
const DAY_MS = 86_400_000;

/** Dependencies of `sweepDeadEvents`. */
export interface SweepDeps {
  readonly sql: Sql;
  readonly coreOf: (instanceId: string) => TenantCore;
  readonly now: () => number;
}

/** Removes a tenant's dead events that fall under an erasure or are older than the tenant's retention period. */
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
