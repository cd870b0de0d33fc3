import { handleAgain, type EventDeps, type SiteRules } from './handle-event.ts';
import type { UnhandledEvent, UnhandledFilter } from '../ports/ports.ts';
import { walkListing } from '../jobs/walk-listing.ts';

/** What came of trying unhandled events again. */
export interface ReplayReport {
  readonly handled: number;
  readonly stillUnhandled: number;
}

/**
 * Handles stored events again, the oldest first and so many at once: after the site had trouble, or after a fix. What is
 * handled now is stored no more. Stops at the deadline.
 */
export async function replayUnhandled(
  filter: UnhandledFilter,
  deadline: number,
  site: SiteRules,
  deps: EventDeps,
  atOnce = 1,
): Promise<ReplayReport> {
  const { store, now } = deps;
  let [handled, stillUnhandled] = [0, 0];
  const stored = {
    page: (lastFrom: number, limit: number) => store.listUnhandled({ ...filter, lastFrom }, limit, 'oldest-first'),
    keyOf: ({ id }: UnhandledEvent) => id,
    placeOf: ({ lastAt }: UnhandledEvent) => lastAt,
  };
  await walkListing(stored, { isInTime: () => now() < deadline, atOnce }, async (event) => {
    if (await replayOne(event, site, deps)) handled += 1;
    else stillUnhandled += 1;
  });
  return { handled, stillUnhandled };
}

async function replayOne(
  { id, handler, text, isCut }: UnhandledEvent,
  site: SiteRules,
  deps: EventDeps,
): Promise<boolean> {
  if (isCut || !(await handleAgain(handler, readJson(text), site, deps))) return false;
  await deps.store.removeUnhandled([id]);
  return true;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
