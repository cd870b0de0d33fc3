/** A value that every database accepts as a parameter. */
export type SqlValue = string | number | null;

/** A row, by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Runs statements in a database or a transaction. Parameters are written `$1`, `$2`. Rejects with an `OrderEventsError`. */
export interface SqlQueries {
  readonly dialect: 'postgres' | 'sqlite';
  /** Returns the rows of a SELECT or of a RETURNING clause. */
  query(statement: string, params: readonly SqlValue[]): Promise<readonly SqlRow[]>;
}

/** A database. */
export interface Sql extends SqlQueries {
  /**
   * Commits the work, or rolls back if it rejects. The work must query only through its argument: on SQLite, any other query waits until
   * the work ends. On SQLite nothing else is written meanwhile.
   */
  transaction<Result>(work: (transaction: SqlQueries) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Lets one transaction per name continue at a time, until it ends; SQLite runs one transaction at a time anyway. */
export async function lockName(name: string, transaction: SqlQueries): Promise<void> {
  if (transaction.dialect === 'sqlite') return;
  await transaction.query('SELECT CAST(pg_advisory_xact_lock(hashtextextended($1, 0)) AS text)', [name]);
}

/** Returns a numeric column; NaN if it holds no number. */
export function numberIn(row: SqlRow | undefined, column: string): number {
  return Number(row?.[column] ?? NaN);
}

/** Returns a text column; empty if it holds no text. */
export function textIn(row: SqlRow, column: string): string {
  return String(row[column] ?? '');
}

/** Returns placeholders for `count` parameters after the first ones: `$2, $3, $4`. */
export function placesAfter(first: number, count: number): string {
  return Array.from({ length: count }, (_none, index) => `$${String(first + index + 1)}`).join(', ');
}
