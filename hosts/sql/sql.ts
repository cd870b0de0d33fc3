/** A value that every database takes as a parameter. */
export type SqlValue = string | number | null;

/** A row by the names of its columns. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** What runs statements: a database, or a transaction in it. Parameters are written `$1`, `$2`. Rejects with an `OrderEventsError`. */
export interface SqlQueries {
  readonly dialect: 'postgres' | 'sqlite';
  /** Gives the rows of a SELECT, or of what is RETURNING. */
  query(statement: string, params: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** One database. */
export interface Sql extends SqlQueries {
  /**
   * Commits what the work did, or nothing of it where the work rejects. The work uses only what it is handed: on SQLite, a
   * query past it waits for the work's end. On SQLite nobody else writes meanwhile.
   */
  transaction<Result>(work: (transaction: SqlQueries) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Lets one transaction at a time go on under a name, until it ends; on SQLite that holds of every transaction anyway. */
export async function lockName(name: string, transaction: SqlQueries): Promise<void> {
  if (transaction.dialect === 'sqlite') return;
  await transaction.query('SELECT CAST(pg_advisory_xact_lock(hashtextextended($1, 0)) AS text)', [name]);
}

/** The number of a column that is one; NaN where there is none. */
export function numberIn(row: SqlRow | undefined, column: string): number {
  return Number(row?.[column] ?? NaN);
}

/** The text of a column that is one; empty where there is none. */
export function textIn(row: SqlRow, column: string): string {
  return String(row[column] ?? '');
}

/** `$2, $3, $4`: the places of so many parameters after the first ones. */
export function placesAfter(first: number, count: number): string {
  return Array.from({ length: count }, (_none, index) => `$${String(first + index + 1)}`).join(', ');
}
