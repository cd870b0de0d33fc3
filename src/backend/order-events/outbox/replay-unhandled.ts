import { handleAgain, type EventDeps, type SiteRules } from './handle-event.ts';
import type { UnhandledEvent, UnhandledFilter } from './ports.ts';

/** What came of trying unhandled events again. */
export interface ReplayReport {
  readonly handled: number;
  readonly stillUnhandled: number;
}

const PAGE_SIZE = 50;

/** Handles stored events again: after the site had trouble, or after a fix. What is handled now is stored no more. */
export async function replayUnhandled(
  filter: UnhandledFilter,
  deadline: number,
  site: SiteRules,
  deps: EventDeps,
): Promise<ReplayReport> {
  const page = await deps.store.listUnhandled(filter, PAGE_SIZE);
  let handled = 0;
  for (const event of page) {
    if (deps.now() >= deadline) break;
    if (await replayOne(event, site, deps)) handled += 1;
  }
  return { handled, stillUnhandled: page.length - handled };
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
