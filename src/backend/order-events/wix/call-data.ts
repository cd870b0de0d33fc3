import { OrderEventsError } from '../order-events-error.ts';
import type { CollectionId } from './collection-ids.ts';
import { createCollection } from './create-collection.ts';
import { refusalKindOf, storeErrorCodeOf, type DataRefusal } from './data-refusal.ts';
import { codeOf } from './error-code.ts';
import { waitAfterTries, type Effort } from './waits.ts';

/** Retry settings for a busy or slow database. */
export interface Persistence {
  readonly effort: Effort;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Milliseconds before the next try if a collection could not be created: somebody else may be creating it. */
const CREATION_WAIT_MS = 200;

/**
 * Makes one Wix Data call. Creates the collection if it is missing, retries unless that cannot help, uses the result that `lookInto`
 * finds for a refusal, and turns any other failure into an `OrderEventsError`.
 */
export async function callData<Result>(
  collection: CollectionId,
  { effort, random }: Persistence,
  call: () => Promise<Result>,
  lookInto: (refusal: DataRefusal) => Promise<{ readonly result: Result } | undefined> = nothingToSee,
): Promise<Result> {
  let hasCreated = false;
  for (let tries = 1; ;) {
    try {
      return await call();
    } catch (error) {
      const code = codeOf(error);
      const storeCode = storeErrorCodeOf(code);
      if (storeCode === 'store-missing' && !hasCreated) {
        await createIfMissing(collection);
        hasCreated = true;
        continue;
      }
      const kind = refusalKindOf(code);
      const waitMs = kind === 'permanent' ? undefined : waitAfterTries(tries, effort, random());
      const seen = await lookInto({ kind, code, isLast: waitMs === undefined });
      if (seen !== undefined) return seen.result;
      if (waitMs === undefined) {
        throw new OrderEventsError(storeCode, `Wix Data refused a call on ${collection}: ${code ?? 'no code'}`, error);
      }
      await sleep(waitMs);
      tries += 1;
    }
  }
}

function nothingToSee(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** Creates a collection. A refusal is no failure, because another event may have created it in the meantime: the next call decides. */
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
