import { OrderEventsError, type OrderEventsErrorCode } from '../order-events-error.ts';
import type { Effort } from '../ports/ports.ts';
import type { CollectionId } from './collection-ids.ts';
import { createCollection } from './collections.ts';
import { codeOf } from './error-code.ts';
import { waitAfterTries } from './waits.ts';

/** Wix Data's codes: https://dev.wix.com/docs/velo/apis/wix-data/error-codes */
const errorCodes: ReadonlyMap<string, OrderEventsErrorCode> = new Map([
  ['WDE0014', 'store-busy'],
  ['WDE0028', 'store-timed-out'],
  ['WDE0027', 'store-forbidden'],
  ['WDE0025', 'store-missing'],
  ['WDE0009', 'item-too-large'],
]);

/** How to make a call. */
export interface CallOptions<Result> {
  /** How long to go on while the database is busy or slow. */
  readonly effort: Effort;
  /** A code that is no failure, and what it comes to. */
  readonly expected?: { readonly code: string; readonly result: Result };
}

/** Before a collection that could not be made is asked for again: somebody else may be making it. */
const CREATION_WAIT_MS = 200;

/**
 * Makes one Wix Data call. Creates the collection when it is missing, tries again when the database is busy or slow,
 * and turns what is left into an `OrderEventsError`.
 */
export async function callData<Result>(
  collection: CollectionId,
  call: () => Promise<Result>,
  { effort, expected }: CallOptions<Result>,
): Promise<Result> {
  let hasCreated = false;
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      if (expected !== undefined && code === expected.code) return expected.result;
      const kind = (code === undefined ? undefined : errorCodes.get(code)) ?? 'store-failed';
      const waitMs = waitAfterTries(tries, effort, Math.random());
      if (kind === 'store-missing' && !hasCreated) {
        await createIfMissing(collection);
        hasCreated = true;
      } else if ((kind === 'store-busy' || kind === 'store-timed-out') && waitMs !== undefined) {
        await sleep(waitMs);
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
    await sleep(CREATION_WAIT_MS);
  }
}

function sleep(waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, waitMs);
  });
}
