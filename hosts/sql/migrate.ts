import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { lockName, numberIn, type Sql } from './sql.ts';

/** Statements of each schema version, oldest first; a released version never changes. Instants are milliseconds since 1970. */
const versions: readonly (readonly string[])[] = [
  [
    `CREATE TABLE order_events_projections (
       instance_id text NOT NULL, product text NOT NULL, order_id text NOT NULL,
       revision integer NOT NULL, saved_at double precision NOT NULL, body text NOT NULL,
       PRIMARY KEY (instance_id, product, order_id))`,
    'CREATE INDEX order_events_projections_saved ON order_events_projections (instance_id, saved_at)',
    `CREATE TABLE order_events_notifications (
       instance_id text NOT NULL, key text NOT NULL, order_id text NOT NULL, contact_id text, member_id text, call_id text,
       marks text, status text NOT NULL, occurred_at double precision, due_at double precision, leased_until double precision,
       created_at double precision NOT NULL, settled_at double precision, body text NOT NULL,
       PRIMARY KEY (instance_id, key))`,
    'CREATE INDEX order_events_notifications_due ON order_events_notifications (instance_id, status, due_at)',
    'CREATE INDEX order_events_notifications_order ON order_events_notifications (instance_id, order_id)',
    'CREATE INDEX order_events_notifications_created ON order_events_notifications (instance_id, created_at)',
    `CREATE INDEX order_events_notifications_settled ON order_events_notifications (instance_id, settled_at)
       WHERE settled_at IS NOT NULL`,
    `CREATE INDEX order_events_notifications_contact ON order_events_notifications (instance_id, contact_id)
       WHERE contact_id IS NOT NULL`,
    `CREATE INDEX order_events_notifications_member ON order_events_notifications (instance_id, member_id)
       WHERE member_id IS NOT NULL`,
    `CREATE INDEX order_events_notifications_call ON order_events_notifications (instance_id, call_id)
       WHERE call_id IS NOT NULL`,
    `CREATE TABLE order_events_claims (
       instance_id text NOT NULL, key text NOT NULL, attempt integer NOT NULL, claimed_at double precision NOT NULL,
       PRIMARY KEY (instance_id, key, attempt))`,
    'CREATE INDEX order_events_claims_claimed ON order_events_claims (instance_id, claimed_at)',
    `CREATE TABLE order_events_unhandled (
       instance_id text NOT NULL, id text NOT NULL, order_id text, marks text, is_rejected integer NOT NULL,
       count integer NOT NULL, first_at double precision NOT NULL, last_at double precision NOT NULL,
       content text NOT NULL, body text NOT NULL,
       PRIMARY KEY (instance_id, id))`,
    'CREATE INDEX order_events_unhandled_last ON order_events_unhandled (instance_id, last_at)',
    `CREATE TABLE order_events_job_states (
       instance_id text NOT NULL, job text NOT NULL, body text NOT NULL,
       PRIMARY KEY (instance_id, job))`,
    `CREATE TABLE order_events_recorded (
       instance_id text NOT NULL, id text NOT NULL, marks text, received_at double precision NOT NULL, body text NOT NULL,
       PRIMARY KEY (instance_id, id))`,
    'CREATE INDEX order_events_recorded_received ON order_events_recorded (instance_id, received_at)',
    `CREATE TABLE order_events_erasures (
       instance_id text NOT NULL, id text NOT NULL, asked_at double precision NOT NULL, due_at double precision,
       body text NOT NULL,
       PRIMARY KEY (instance_id, id))`,
    'CREATE INDEX order_events_erasures_due ON order_events_erasures (instance_id, due_at)',
    'CREATE INDEX order_events_erasures_asked ON order_events_erasures (instance_id, asked_at)',
    `CREATE TABLE order_events_inbox (
       instance_id text NOT NULL, id text NOT NULL, lane text NOT NULL, order_id text, marks text,
       received_at double precision NOT NULL, tries integer NOT NULL, waits integer NOT NULL, next_at double precision NOT NULL,
       is_dead integer NOT NULL, reason text, content text NOT NULL, body text NOT NULL,
       PRIMARY KEY (instance_id, id))`,
    'CREATE INDEX order_events_inbox_next ON order_events_inbox (instance_id, next_at, id) WHERE is_dead = 0',
    'CREATE INDEX order_events_inbox_lane ON order_events_inbox (instance_id, lane, received_at, id) WHERE is_dead = 0',
    'CREATE INDEX order_events_inbox_received ON order_events_inbox (instance_id, is_dead, received_at)',
    'CREATE INDEX order_events_inbox_order ON order_events_inbox (instance_id, order_id) WHERE order_id IS NOT NULL',
    `CREATE TABLE order_events_tenants (
       instance_id text NOT NULL PRIMARY KEY, installed_at double precision NOT NULL, changed_at double precision NOT NULL,
       removed_at double precision, erase_at double precision)`,
    `CREATE TABLE order_events_job_turns (
       instance_id text NOT NULL, job text NOT NULL, next_at double precision NOT NULL,
       PRIMARY KEY (instance_id, job))`,
  ],
  [
    // By time as well: what one recipient was told in the last hour is counted while events are handled.
    'DROP INDEX order_events_notifications_contact',
    'DROP INDEX order_events_notifications_member',
    `CREATE INDEX order_events_notifications_contact ON order_events_notifications (instance_id, contact_id, created_at)
       WHERE contact_id IS NOT NULL`,
    `CREATE INDEX order_events_notifications_member ON order_events_notifications (instance_id, member_id, created_at)
       WHERE member_id IS NOT NULL`,
  ],
];

/**
 * Migrates the tables to the version of this program, once, however many processes start at the same time. Rejects with `store-failed` if a
 * later version of the program has migrated them: an earlier one would not understand the rows of the later.
 */
export async function migrate(sql: Sql): Promise<void> {
  await sql.transaction(async (transaction) => {
    await lockName('order-events/migrate', transaction);
    await transaction.query('CREATE TABLE IF NOT EXISTS order_events_schema (version integer PRIMARY KEY)', []);
    const [row] = await transaction.query('SELECT max(version) AS version FROM order_events_schema', []);
    const version = numberIn(row, 'version') || 0;
    if (version > versions.length) {
      const message = `The tables have version ${version}, and this program knows ${versions.length} at most: run the newer program`;
      throw new OrderEventsError('store-failed', message, undefined);
    }
    for (const [index, statements] of versions.entries()) {
      if (index < version) continue;
      for (const statement of statements) await transaction.query(statement, []);
      await transaction.query('INSERT INTO order_events_schema (version) VALUES ($1)', [index + 1]);
    }
  });
}
