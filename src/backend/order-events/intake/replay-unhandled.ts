import { walkListing } from '../jobs/pages.ts';
import type { UnhandledEvent, UnhandledFilter } from '../ports/unhandled-events.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { handleAgain, type HandleDeps } from './handle-event.ts';
import { parseJson } from '../values/parse-json.ts';

/** Result of handling stored events again. */
export interface ReplayReport {
  readonly handled: number;
  readonly stillUnhandled: number;
}

/**
 * Handles stored events again, oldest first and `concurrency` of them in parallel: after a failure of the site, or after a fix. Removes
 * those that are handled now. Stops at the deadline.
 */
export async function replayUnhandled(
  filter: UnhandledFilter,
  { deadline, concurrency }: { readonly deadline: number; readonly concurrency: number },
  site: SiteRules,
  deps: HandleDeps,
): Promise<ReplayReport> {
  const { unhandled, now } = deps;
  let [handled, stillUnhandled] = [0, 0];
  const stored = {
    page: (lastFrom: number, limit: number) => unhandled.list({ ...filter, lastFrom }, limit, 'oldest-first'),
    keyOf: ({ id }: UnhandledEvent) => id,
    placeOf: ({ lastAt }: UnhandledEvent) => lastAt,
  };
  await walkListing(stored, { isInTime: () => now() < deadline, concurrency }, async (event) => {
    if (await replayOne(event, site, deps)) handled += 1;
    else stillUnhandled += 1;
  });
  return { handled, stillUnhandled };
}

async function replayOne(
  { id, handler, text, firstAt }: UnhandledEvent,
  site: SiteRules,
  deps: HandleDeps,
): Promise<boolean> {
  if (!(await handleAgain({ handler, raw: parseJson(text), receivedAt: firstAt }, site, deps))) return false;
  await deps.unhandled.remove([id]);
  return true;
}
