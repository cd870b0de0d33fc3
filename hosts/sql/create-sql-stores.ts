import type { AttemptClaims } from '../../src/backend/order-events/ports/attempt-claims.ts';
import type { Erasure, Erasures } from '../../src/backend/order-events/ports/erasures.ts';
import type { JobState, JobStates } from '../../src/backend/order-events/ports/job-states.ts';
import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import { type Condition, whenAnyKey, whereAll } from './conditions.ts';
import { countRows } from './count-rows.ts';
import { createRecorded, createUnhandled } from './event-rows.ts';
import { createNotifications } from './notification-rows.ts';
import { createProjections } from './projection-rows.ts';
import { inBatches } from './in-batches.ts';
import { removeByKey, removeSome } from './remove-rows.ts';
import { numberIn, type SqlQueries, type SqlRow, textIn } from './sql.ts';
import { toKey } from './storable-text.ts';

/** Creates all stores of one tenant, in a migrated database or in a transaction of it. */
export function createSqlStores(sql: SqlQueries, instanceId: string): Stores {
  return {
    projections: createProjections(sql, instanceId),
    notifications: createNotifications(sql, instanceId),
    claims: createClaims(sql, instanceId),
    unhandled: createUnhandled(sql, instanceId),
    jobStates: createJobStates(sql, instanceId),
    recorded: createRecorded(sql, instanceId),
    erasures: createErasures(sql, instanceId),
  };
}

function createClaims(sql: SqlQueries, instanceId: string): AttemptClaims {
  return {
    async claim(key, attempt, now) {
      const [row] = await sql.query(
        `INSERT INTO order_events_claims (instance_id, key, attempt, claimed_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (instance_id, key, attempt) DO NOTHING RETURNING attempt`,
        [instanceId, toKey(key), attempt, now],
      );
      if (row !== undefined) return { kind: 'claimed' };
      const statement =
        'SELECT claimed_at FROM order_events_claims WHERE instance_id = $1 AND key = $2 AND attempt = $3';
      const [taken] = await sql.query(statement, [instanceId, toKey(key), attempt]);
      return { kind: 'taken', since: numberIn(taken, 'claimed_at') };
    },
    removeBefore: (claimedBefore, limit) =>
      removeSome('claims', [['claimed_at < ?', claimedBefore]], limit, instanceId, sql),
    count: () => countRows('claims', [], instanceId, sql),
  };
}

function createJobStates(sql: SqlQueries, instanceId: string): JobStates {
  return {
    async read(job) {
      const statement = 'SELECT body FROM order_events_job_states WHERE instance_id = $1 AND job = $2';
      const [row] = await sql.query(statement, [instanceId, job]);
      return row === undefined ? undefined : (JSON.parse(textIn(row, 'body')) as JobState);
    },
    async save(job, state) {
      await sql.query(
        `INSERT INTO order_events_job_states (instance_id, job, body) VALUES ($1, $2, $3)
         ON CONFLICT (instance_id, job) DO UPDATE SET body = excluded.body`,
        [instanceId, job, JSON.stringify(state)],
      );
    },
  };
}

function createErasures(sql: SqlQueries, instanceId: string): Erasures {
  async function list(conditions: readonly Condition[], limit: number): Promise<readonly Erasure[]> {
    const { where, params, next } = whereAll(instanceId, conditions);
    const statement = `SELECT body FROM order_events_erasures ${where} ORDER BY asked_at, id LIMIT ${next}`;
    return (await sql.query(statement, [...params, limit])).map(erasureOf);
  }

  return {
    async save(erasure) {
      await sql.query(
        `INSERT INTO order_events_erasures (instance_id, id, asked_at, due_at, body) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (instance_id, id) DO UPDATE
         SET asked_at = excluded.asked_at, due_at = excluded.due_at, body = excluded.body`,
        [instanceId, toKey(erasure.id), erasure.askedAt, erasure.dueAt ?? null, JSON.stringify(erasure)],
      );
    },
    async find(ids) {
      const found: Erasure[] = [];
      await inBatches(ids, async (some) => {
        // Unsorted: sorted, SQLite reads all requests in that order.
        const { where, params } = whereAll(instanceId, [whenAnyKey(some, 'id')]);
        found.push(...(await sql.query(`SELECT body FROM order_events_erasures ${where}`, params)).map(erasureOf));
      });
      return found;
    },
    listDue: (by, limit) => list([['due_at <= ?', by]], limit),
    listDone: (askedBefore, limit) => list([['due_at IS NULL'], ['asked_at < ?', askedBefore]], limit),
    count: () => countRows('erasures', [['due_at IS NOT NULL']], instanceId, sql),
    countAll: () => countRows('erasures', [], instanceId, sql),
    remove: (ids) => removeByKey('erasures', ids, instanceId, sql),
  };
}

function erasureOf(row: SqlRow): Erasure {
  return JSON.parse(textIn(row, 'body')) as Erasure;
}
