import type { Database } from './database.ts';

/** Small values that survive a restart, as JSON by name. */
export interface Settings {
  get(name: string): unknown;
  put(name: string, value: unknown): void;
}

/** Opens the settings table. */
export function createSettings(database: Database): Settings {
  database.exec('CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  const read = database.statement('SELECT value FROM settings WHERE name = ?');
  const write = database.statement(
    'INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );

  return {
    get(name) {
      const row = read.get(name);
      return row === undefined ? undefined : (JSON.parse(String(row[0])) as unknown);
    },
    put: (name, value) => void write.run(name, JSON.stringify(value)),
  };
}
