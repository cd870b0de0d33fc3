import { numberIn, type SqlQueries, type SqlRow, textIn } from './sql.ts';

/** An installation of the app on a site. */
export interface Tenant {
  readonly instanceId: string;
  /** Time of the installation, or of the first event, in milliseconds since 1970. */
  readonly installedAt: number;
  /** Time of the removal; absent while the app is installed. */
  readonly removedAt?: number;
}

/** The installations. Instants are milliseconds since 1970. */
export interface Tenants {
  /** Returns an installation; `undefined` if it is unknown. */
  find(instanceId: string): Promise<Tenant | undefined>;
  /** Records that an order event arrived: the app is installed there, even if Wix last announced its removal. */
  noteEvent(instanceId: string, at: number): Promise<void>;
  /** Records an installation; ignored if something newer is known. */
  install(instanceId: string, at: number): Promise<void>;
  /** Records a removal, so that the tenant's data is removed; ignored if something newer is known. */
  remove(instanceId: string, at: number): Promise<void>;
  /** Lists all installations, including removed ones. */
  listAll(): Promise<readonly Tenant[]>;
  /** Lists removed installations that may still have data to remove. */
  listToErase(now: number): Promise<readonly string[]>;
  /** Sets the time of the next removal of a removed tenant's data; `undefined` if nothing can be left. */
  eraseAgain(instanceId: string, at: number | undefined): Promise<void>;
}

/** Tenants per listing; the next listing returns the others. */
const MAX_TENANTS = 500;

/** Creates the store of the installations. */
export function createTenants(sql: SqlQueries): Tenants {
  return {
    async find(instanceId) {
      const statement = 'SELECT instance_id, installed_at, removed_at FROM order_events_tenants WHERE instance_id = $1';
      const [row] = await sql.query(statement, [instanceId]);
      return row === undefined ? undefined : tenantOf(row);
    },
    async noteEvent(instanceId, at) {
      // The time of an event is this machine's, so it cannot be compared with the times of Wix's announcements.
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
