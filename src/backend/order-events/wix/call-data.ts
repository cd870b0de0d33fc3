import type { CollectionId } from './collection-ids.ts';
import { createCollection } from './create-collection.ts';
import { storeErrorCodeOf } from './data-refusal.ts';
import { retryCall, type LookInto } from './retry-call.ts';
import type { SiteLoad } from './site-load.ts';
import type { StoreClock } from './store-clock.ts';
import { timers } from './timers.ts';
import type { Effort } from './waits.ts';

/** Retry settings for a busy or slow database. */
export interface Persistence {
  readonly effort: Effort;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Shared by all calls of a container, as is its clock. */
  readonly load: SiteLoad;
  readonly clock: StoreClock;
}

/** Milliseconds before the next try if a collection could not be created: somebody else may be creating it. */
const CREATION_WAIT_MS = 200;
/** Code for too many calls in a minute: https://dev.wix.com/docs/velo/apis/wix-data/error-codes */
const TOO_MANY_CALLS = 'WDE0014';

/**
 * Makes one Wix Data call. Creates the collection if it is missing, retries unless that cannot help, uses the result that `lookInto`
 * finds for a refusal, and turns any other failure into an `OrderEventsError`.
 */
export async function callData<Result>(
  collection: CollectionId,
  { effort, random, load }: Persistence,
  call: () => Promise<Result>,
  lookInto: LookInto<Result> = nothingToSee,
): Promise<Result> {
  let hasCreated = false;
  async function onRefusal(code: string | undefined): Promise<boolean> {
    if (code === TOO_MANY_CALLS) load.noteRefused();
    if (storeErrorCodeOf(code) !== 'store-missing' || hasCreated) return false;
    await createIfMissing(collection);
    hasCreated = true;
    return true;
  }
  return await retryCall(collection, { effort, random, sleep: timers.sleep, onRefusal }, call, lookInto);
}

function nothingToSee(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** Creates a collection. A refusal is no failure, because another event may have created it in the meantime: the next call decides. */
async function createIfMissing(collection: CollectionId): Promise<void> {
  try {
    await createCollection(collection);
  } catch {
    await timers.sleep(CREATION_WAIT_MS);
  }
}
