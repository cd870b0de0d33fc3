import type { Database, SqlValue } from './database.ts';

/** A table of JSON records by id, for small sets: members, contacts, secrets. */
export interface Records<T> {
  get(id: string): T | undefined;
  put(id: string, record: T): void;
  remove(id: string): void;
  list(): T[];
}

/** Opens the records with a name. */
export function createRecords<T>(database: Database, name: string): Records<T> {
  createTable(database);
  const one = database.statement('SELECT body FROM records WHERE name = ? AND id = ?');
  const every = database.statement('SELECT body FROM records WHERE name = ? ORDER BY id');
  const erase = database.statement('DELETE FROM records WHERE name = ? AND id = ?');
  const write = database.statement(
    'INSERT INTO records VALUES (?, ?, ?) ON CONFLICT (name, id) DO UPDATE SET body = excluded.body',
  );

  return {
    get(id) {
      const row = one.get(name, id);
      return row === undefined ? undefined : (JSON.parse(String(row[0])) as T);
    },
    put: (id, record) => void write.run(name, id, JSON.stringify(record)),
    remove: (id) => void erase.run(name, id),
    list: () => every.all(name).map((row) => JSON.parse(String(row[0])) as T),
  };
}

/** Returns the last id of the records with a name, in text order; `null` if there are none. */
export function lastIdOf(database: Database, name: string): SqlValue {
  createTable(database);
  return database.statement('SELECT max(id) FROM records WHERE name = ?').get(name)?.[0] ?? null;
}

function createTable(database: Database): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS records (name TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID',
  );
}
