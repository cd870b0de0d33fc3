/** Failures that are not outcomes of an event: those of the site's own infrastructure. */
export type OrderEventsErrorCode =
  | 'store-busy'
  | 'store-timed-out'
  | 'store-forbidden'
  | 'store-missing'
  | 'store-full'
  | 'item-too-large'
  | 'order-too-large'
  | 'event-not-json'
  | 'store-failed'
  // Wix's REST API refused the call, asks to retry later, or its result is unknown.
  | 'wix-refused'
  | 'wix-busy'
  | 'wix-failed';

/**
 * The only error class that this package throws; `cause` holds what Wix threw. Decide on `code`; `message` never holds values of an
 * event.
 */
export class OrderEventsError extends Error {
  readonly code: OrderEventsErrorCode;

  constructor(code: OrderEventsErrorCode, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'OrderEventsError';
    this.code = code;
  }
}

/** Returns the code of a thrown value, for logs and stored rows; `unexpected` if it is not an `OrderEventsError`. */
export function failureOf(error: unknown): string {
  return error instanceof OrderEventsError ? error.code : 'unexpected';
}
