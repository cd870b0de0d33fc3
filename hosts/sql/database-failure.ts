import { OrderEventsError, type OrderEventsErrorCode } from '../../src/backend/order-events/order-events-error.ts';

const codes: Readonly<Record<string, OrderEventsErrorCode>> = {
  '40001': 'store-busy',
  '40P01': 'store-busy',
  '53300': 'store-busy',
  '55P03': 'store-busy',
  '57P03': 'store-busy',
  SQLITE_BUSY: 'store-busy',
  SQLITE_LOCKED: 'store-busy',
  '57014': 'store-timed-out',
  ETIMEDOUT: 'store-timed-out',
  '28000': 'store-forbidden',
  '28P01': 'store-forbidden',
  '42501': 'store-forbidden',
  SQLITE_READONLY: 'store-forbidden',
  '3D000': 'store-missing',
  '42P01': 'store-missing',
};

/** The error of a database as this package's: by its code alone, because message and detail may hold values of a row. */
export function asDatabaseFailure(error: unknown): OrderEventsError {
  if (error instanceof OrderEventsError) return error;
  const code = codeOf(error);
  return new OrderEventsError(codes[code] ?? 'store-failed', `The database failed with code ${code}`, undefined);
}

/** The database's own code of an error. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'unknown';
}
