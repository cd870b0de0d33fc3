import { OrderEventsError, type OrderEventsErrorCode } from '../order-events-error.ts';
import { createCollection, type CollectionId } from './collections.ts';
import { codeOf } from './error-code.ts';

/** Wix Data's codes: https://dev.wix.com/docs/velo/apis/wix-data/error-codes */
const errorCodes: ReadonlyMap<string, OrderEventsErrorCode> = new Map([
  ['WDE0014', 'store-busy'],
  ['WDE0028', 'store-timed-out'],
  ['WDE0027', 'store-forbidden'],
  ['WDE0025', 'store-missing'],
  ['WDE0009', 'item-too-large'],
]);

/** Waits before the second and the third try of a call that met a busy or slow database. */
const RETRY_DELAYS_MS = [200, 800];

/**
 * Makes one Wix Data call. Creates the collection when it is missing, tries again when the database is busy or slow,
 * and turns what is left into an `OrderEventsError`. A code in `expected` is passed on as it is.
 */
export async function callData<Result>(
  collection: CollectionId,
  call: () => Promise<Result>,
  expected?: { readonly code: string; readonly result: Result },
): Promise<Result> {
  let hasCreated = false;
  for (let tries = 0; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      if (expected !== undefined && code === expected.code) return expected.result;
      const kind = (code === undefined ? undefined : errorCodes.get(code)) ?? 'store-failed';
      const delayMs = RETRY_DELAYS_MS[tries];
      if (kind === 'store-missing' && !hasCreated) {
        await createIfMissing(collection);
        hasCreated = true;
      } else if ((kind === 'store-busy' || kind === 'store-timed-out') && delayMs !== undefined) {
        await sleep(delayMs);
      } else {
        throw new OrderEventsError(kind, `Wix Data refused a call on ${collection}: ${code ?? 'no code'}`, error);
      }
    }
  }
}

/** Another event may have created it in the meantime, so a refusal is no failure: the call that follows decides. */
async function createIfMissing(collection: CollectionId): Promise<void> {
  try {
    await createCollection(collection);
  } catch {
    await sleep(RETRY_DELAYS_MS[0] ?? 0);
  }
}

function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}
