import type { Database } from '../../../emulator/storage/database.ts';

/** Run that created each notification. */
export interface Tellers {
  remember(keys: readonly string[], runId: number): void;
  find(key: string): number | undefined;
  forgetBefore(runId: number): void;
}

/** Opens the table, creating it if it is missing. */
export function createTellers(database: Database): Tellers {
  database.exec(`CREATE TABLE IF NOT EXISTS tellers (key TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS tellers_by_run ON tellers (run)`);
  const insert = database.statement('INSERT OR IGNORE INTO tellers VALUES (?, ?)');
  const read = database.statement('SELECT run FROM tellers WHERE key = ?');
  const forget = database.statement('DELETE FROM tellers WHERE run < ?');

  return {
    remember(keys, runId) {
      for (const key of keys) insert.run(key, runId);
    },
    find(key) {
      const row = read.get(key);
      return row === undefined ? undefined : Number(row[0]);
    },
    forgetBefore: (runId) => void forget.run(runId),
  };
}
