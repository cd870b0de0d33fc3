import { OrderEventsError, type OrderEventsErrorCode } from '../../src/backend/order-events/order-events-error.ts';

/** Meanings of whole codes and, failing that, of classes: SQLSTATE's first two characters, SQLite's code without its extension. */
const codes: Readonly<Record<string, OrderEventsErrorCode>> = {
  '25006': 'store-forbidden',
  '3D000': 'store-missing',
  '3F000': 'store-missing',
  '42501': 'store-forbidden',
  '53100': 'store-full',
  '55P03': 'store-busy',
  '57014': 'store-timed-out',
  '57P04': 'store-missing',
  '57P05': 'store-timed-out',
  '08': 'store-timed-out',
  '25': 'store-timed-out',
  '28': 'store-forbidden',
  '40': 'store-busy',
  // A table or column that this program expects is missing: statements never contain an event's data.
  '42': 'store-missing',
  '53': 'store-busy',
  '54': 'item-too-large',
  '55': 'store-busy',
  '57': 'store-busy',
  '58': 'store-missing',
  F0: 'store-missing',
  XX: 'store-missing',
  SQLITE_AUTH: 'store-forbidden',
  SQLITE_BUSY: 'store-busy',
  SQLITE_CANTOPEN: 'store-missing',
  SQLITE_CORRUPT: 'store-missing',
  SQLITE_ERROR: 'store-missing',
  SQLITE_FULL: 'store-full',
  SQLITE_IOERR: 'store-missing',
  SQLITE_LOCKED: 'store-busy',
  SQLITE_NOMEM: 'store-busy',
  SQLITE_NOTADB: 'store-missing',
  SQLITE_PERM: 'store-forbidden',
  SQLITE_READONLY: 'store-forbidden',
  SQLITE_TOOBIG: 'item-too-large',
};

const sqlState = /^[\dFHPX][\dA-Z]{4}$/;

/**
 * Converts a database error into one of this package's errors, by its code alone, because message and detail may hold values of a row.
 * `store-failed` and `item-too-large` mean that the database rejects the values to store; all other codes, that the database does not work
 * at the moment.
 */
export function asDatabaseFailure(error: unknown): OrderEventsError {
  if (error instanceof OrderEventsError) return error;
  const code = codeOf(error);
  return new OrderEventsError(meaningOf(code), `The database failed with code ${code}`, undefined);
}

/** `true` if a failure does not depend on the values to store: the database was unreachable, full or timed out. */
export function isOutage(failure: string): boolean {
  return failure.startsWith('store-') && failure !== 'store-failed';
}

/** `true` if another process has locked the file. */
export function isBusyFile(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function meaningOf(code: string): OrderEventsErrorCode {
  if (sqlState.test(code)) return codes[code] ?? codes[code.slice(0, 2)] ?? 'store-failed';
  const [sqliteCode] = /^SQLITE_[A-Z]+/.exec(code) ?? [];
  // Any other error comes from a driver or the network: ECONNREFUSED, ECONNRESET, a certificate, or no code at all.
  return sqliteCode === undefined ? 'store-timed-out' : (codes[sqliteCode] ?? 'store-failed');
}

/** Returns the database's own code of an error. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'unknown';
}
