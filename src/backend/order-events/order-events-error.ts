/** What can break that is not an outcome: the site's own infrastructure. */
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
  // Of Wix's REST API: it does not want the call, wants it later, or nobody knows what came of it.
  | 'wix-refused'
  | 'wix-busy'
  | 'wix-failed';

/** The one error that this package throws, with what Wix threw as its cause. Decide on its `code`; the message names places, never values. */
export class OrderEventsError extends Error {
  readonly code: OrderEventsErrorCode;

  constructor(code: OrderEventsErrorCode, message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'OrderEventsError';
    this.code = code;
  }
}

/** The code of what was thrown, for logs and stored rows. */
export function failureOf(error: unknown): string {
  return error instanceof OrderEventsError ? error.code : 'unexpected';
}
