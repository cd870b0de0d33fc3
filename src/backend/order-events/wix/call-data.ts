import type { CollectionId } from './collection-ids.ts';
import { createCollection } from './create-collection.ts';
import { storeErrorCodeOf } from './data-refusal.ts';
import type { Gate } from './gather-calls.ts';
import { retryCall, type LookInto } from './retry-call.ts';
import type { SiteLoad } from './site-load.ts';
import type { StoreClock } from './store-clock.ts';
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
/** Milliseconds for which a call may hold back others of its kind: twice as long as Wix Data lets any take (WDE0028). */
const PATIENCE_MS = 10_000;

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
  return await retryCall(collection, { effort, random, sleep, onRefusal }, call, lookInto);
}

/** Returns the gate of calls that go together while Wix Data is busy. */
export function gateOf({ load }: Persistence): Gate {
  return {
    enter: load.enter,
    pause(isFull) {
      load.noteCall();
      const pauseMs = isFull ? 0 : load.pauseMs();
      return pauseMs === 0 ? undefined : sleep(pauseMs);
    },
    watch(letGo) {
      const timer = setTimeout(letGo, PATIENCE_MS);
      return () => {
        clearTimeout(timer);
      };
    },
  };
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
