import type { Database } from '../../../emulator/storage/database.ts';
import type { NotificationStatus } from '../../../src/backend/order-events/ports/notifications.ts';

/** State of a notification after a run. */
export interface PastState {
  readonly runId: number;
  /** Local site's clock, in milliseconds since 1970. */
  readonly at: number;
  readonly status: NotificationStatus;
  readonly reason: string | null;
  readonly attempts: number;
}

/** Past states of each notification; later runs add entries and change none. */
export interface NotificationLog {
  /** Adds a state, unless it equals the latest one. */
  note(key: string, state: PastState): void;
  /** Lists the states, oldest first. */
  list(key: string): PastState[];
  forgetBefore(runId: number): void;
}

/** Opens the table, creating it if it is missing. */
export function createNotificationLog(database: Database): NotificationLog {
  database.exec(`CREATE TABLE IF NOT EXISTS notification_log (key TEXT NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL,
      status TEXT NOT NULL, reason TEXT, attempts INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS notification_log_by_key ON notification_log (key)`);
  const insert = database.statement('INSERT INTO notification_log VALUES (?, ?, ?, ?, ?, ?)');
  const read = database.statement(
    'SELECT run, at, status, reason, attempts FROM notification_log WHERE key = ? ORDER BY rowid',
  );
  const forget = database.statement('DELETE FROM notification_log WHERE run < ?');

  function list(key: string): PastState[] {
    return read.all(key).map(([runId, at, status, reason, attempts]) => ({
      runId: Number(runId),
      at: Number(at),
      status: status as NotificationStatus,
      reason: reason === null ? null : String(reason),
      attempts: Number(attempts),
    }));
  }

  return {
    note(key, { runId, at, status, reason, attempts }) {
      const last = list(key).at(-1);
      const isSame = last?.status === status && last.reason === reason && last.attempts === attempts;
      if (!isSame) insert.run(key, runId, at, status, reason, attempts);
    },
    list,
    forgetBefore: (runId) => void forget.run(runId),
  };
}
