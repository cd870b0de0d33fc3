import { type SqlQueries, textIn } from './sql.ts';

/** Tenants per listing; the next listing returns the others. */
const MAX_TENANTS = 100;

/** Lists the installed tenants for which a job is due, longest waiting first. */
export async function listJobTurns(job: string, now: number, sql: SqlQueries): Promise<readonly string[]> {
  const rows = await sql.query(
    `SELECT tenants.instance_id FROM order_events_tenants AS tenants LEFT JOIN order_events_job_turns AS turns
       ON turns.instance_id = tenants.instance_id AND turns.job = $1
     WHERE tenants.removed_at IS NULL AND (turns.next_at IS NULL OR turns.next_at <= $2)
     ORDER BY turns.next_at, tenants.instance_id LIMIT ${String(MAX_TENANTS)}`,
    [job, now],
  );
  return rows.map((row) => textIn(row, 'instance_id'));
}

/** Claims a job run, so that only one process runs it; `false` if another process has claimed it. The next run is due after `everyMs`. */
export async function takeJobTurn(
  job: string,
  everyMs: number,
  now: number,
  instanceId: string,
  sql: SqlQueries,
): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO order_events_job_turns AS known (instance_id, job, next_at) VALUES ($1, $2, $3)
     ON CONFLICT (instance_id, job) DO UPDATE SET next_at = excluded.next_at WHERE known.next_at <= $4 RETURNING job`,
    [instanceId, job, now + everyMs, now],
  );
  return rows.length === 1;
}
