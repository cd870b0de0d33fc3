import { numberIn, type SqlQueries, type SqlRow, textIn } from './sql.ts';

/** An installation of the app on a site. */
export interface Tenant {
  readonly instanceId: string;
  /** When it was installed, or when its first event came, in milliseconds since 1970. */
  readonly installedAt: number;
  /** When it was removed; absent while it is installed. */
  readonly removedAt?: number;
}

/** The installations. Instants are milliseconds since 1970. */
export interface Tenants {
  /** `undefined` where nothing was heard of it. */
  find(instanceId: string): Promise<Tenant | undefined>;
  /** Notes that an order event of it came: it has the app, whatever was heard of that. */
  noteEvent(instanceId: string, at: number): Promise<void>;
  /** Notes that it is installed; news that is older than what is known changes nothing. */
  install(instanceId: string, at: number): Promise<void>;
  /** Notes that it was removed, so that what is kept of it goes; older news changes nothing. */
  remove(instanceId: string, at: number): Promise<void>;
  /** All of them, those that were removed included. */
  listAll(): Promise<readonly Tenant[]>;
  /** Those removed of which something may still be kept. */
  listToErase(now: number): Promise<readonly string[]>;
  /** Notes when to look again for what is kept of one that was removed; `undefined` when nothing can be left. */
  eraseAgain(instanceId: string, at: number | undefined): Promise<void>;
}

/** Tenants of one listing: the rest has its turn in the next. */
const MAX_TENANTS = 500;

/** The installations that a database knows. */
export function createTenants(sql: SqlQueries): Tenants {
  return {
    async find(instanceId) {
      const statement = 'SELECT instance_id, installed_at, removed_at FROM order_events_tenants WHERE instance_id = $1';
      const [row] = await sql.query(statement, [instanceId]);
      return row === undefined ? undefined : tenantOf(row);
    },
    async noteEvent(instanceId, at) {
      // When an event comes is by this clock, and says nothing of what Wix told before or after.
      await sql.query(
        `INSERT INTO order_events_tenants AS known (instance_id, installed_at, changed_at) VALUES ($1, $2, 0)
         ON CONFLICT (instance_id) DO UPDATE SET removed_at = NULL, erase_at = NULL, installed_at = excluded.installed_at
         WHERE known.removed_at IS NOT NULL`,
        [instanceId, at],
      );
    },
    async install(instanceId, at) {
      await sql.query(
        `INSERT INTO order_events_tenants AS known (instance_id, installed_at, changed_at) VALUES ($1, $2, $2)
         ON CONFLICT (instance_id) DO UPDATE SET changed_at = excluded.changed_at, removed_at = NULL,
           installed_at = CASE WHEN known.removed_at IS NULL THEN known.installed_at ELSE excluded.installed_at END
         WHERE known.changed_at <= excluded.changed_at`,
        [instanceId, at],
      );
    },
    async remove(instanceId, at) {
      await sql.query(
        `INSERT INTO order_events_tenants AS known (instance_id, installed_at, changed_at, removed_at, erase_at)
         VALUES ($1, $2, $2, $2, $2)
         ON CONFLICT (instance_id) DO UPDATE
         SET changed_at = excluded.changed_at, removed_at = excluded.removed_at, erase_at = excluded.erase_at
         WHERE known.changed_at <= excluded.changed_at`,
        [instanceId, at],
      );
    },
    async listAll() {
      const statement =
        'SELECT instance_id, installed_at, removed_at FROM order_events_tenants ORDER BY installed_at, 1';
      return (await sql.query(statement, [])).map(tenantOf);
    },
    async listToErase(now) {
      const statement = 'SELECT instance_id FROM order_events_tenants WHERE erase_at <= $1 ORDER BY erase_at LIMIT $2';
      return (await sql.query(statement, [now, MAX_TENANTS])).map((row) => textIn(row, 'instance_id'));
    },
    async eraseAgain(instanceId, at) {
      await sql.query('UPDATE order_events_tenants SET erase_at = $2 WHERE instance_id = $1', [instanceId, at ?? null]);
    },
  };
}

function tenantOf(row: SqlRow): Tenant {
  const tenant = { instanceId: textIn(row, 'instance_id'), installedAt: numberIn(row, 'installed_at') };
  return row['removed_at'] === null ? tenant : { ...tenant, removedAt: numberIn(row, 'removed_at') };
}
