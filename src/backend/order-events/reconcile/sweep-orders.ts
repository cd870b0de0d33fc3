import { parseReadOrder, type OrderEvent } from '../handlers/parse-order-event.ts';
import { handleParsed, type HandleDeps } from '../intake/handle-event.ts';
import { forEachConcurrently } from '../jobs/pages.ts';
import { OrderEventsError } from '../order-events-error.ts';
import type { JobRun, NoteProgress } from '../ports/job-states.ts';
import type { OrderReader, OrderSource } from '../ports/order-reader.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { instantOfNow, type Instant } from '../values/instant.ts';
import { findMissingContact } from './find-missing-contact.ts';
import { hasMovedSince } from './has-moved-since.ts';
import { createWaitingOrders, type WaitingOrders } from './waiting-orders.ts';

/** What a sweep needs beside what handling an event needs. */
export type SweepDeps = HandleDeps &
  OrderReader & {
    readonly noteProgress: NoteProgress;
    /** Orders in work at the same time. */
    readonly concurrency: number;
  };

/**
 * How far back a run looks beyond the last one: an order may change while it is being read. Also how far the first run
 * looks back, so that installing tells nobody about the past.
 */
export const RECONCILE_OVERLAP_MS = 2 * 3_600_000;

/**
 * Reads the orders that moved since the last complete run and handles each as if Wix had told it, so that an event that
 * never came is still noticed. Stops at the deadline and goes on with the same page in the next run.
 */
export async function sweepOrders(
  progress: JobRun['progress'],
  deadline: number,
  site: SiteRules,
  deps: SweepDeps,
): Promise<JobRun> {
  const next: Progress = new Map(Object.entries(progress));
  const report = { read: 0, handled: 0, unreadable: 0, tooLarge: 0, contactsFound: 0, sourcesFailed: 0 };
  const waiting = createWaitingOrders(deps);
  for (const source of deps.sources) {
    try {
      await sweepSource(source, next, report, { deadline, site, deps, waiting });
    } catch (error) {
      report.sourcesFailed += 1;
      deps.log('orders not read', {
        product: source.product,
        error: error instanceof Error ? error.name : typeof error,
      });
    }
  }
  return { report, progress: Object.fromEntries(next) };
}

interface Run {
  readonly deadline: number;
  readonly site: SiteRules;
  readonly deps: SweepDeps;
  readonly waiting: WaitingOrders;
}

type Report = Record<'read' | 'handled' | 'unreadable' | 'tooLarge' | 'contactsFound', number>;
type Progress = Map<string, string | number>;

/** `…/since` is where the sweep began to look, `…/started` when it began, `…/from` the page it got to. */
async function sweepSource(source: OrderSource, progress: Progress, report: Report, run: Run): Promise<void> {
  const { deadline, deps } = run;
  const sinceKey = `${source.product}/since`;
  const startedKey = `${source.product}/started`;
  const fromKey = `${source.product}/from`;
  const startedAt = Number(progress.get(startedKey) ?? deps.now());
  const since = Number(progress.get(sinceKey) ?? startedAt - RECONCILE_OVERLAP_MS);
  progress.set(startedKey, startedAt).set(sinceKey, since);
  while (deps.now() < deadline) {
    const readAt = instantOfNow(deps.now());
    const page = await source.listChanged(new Date(since), progress.get(fromKey)?.toString());
    await forEachConcurrently(page.orders, deps.concurrency, (raw) =>
      sweepOne(source, raw, { readAt, since }, report, run),
    );
    if (page.next === undefined) {
      progress.set(sinceKey, startedAt - RECONCILE_OVERLAP_MS);
      progress.delete(startedKey);
      progress.delete(fromKey);
      return;
    }
    progress.set(fromKey, page.next);
    await deps.noteProgress(Object.fromEntries(progress));
  }
}

async function sweepOne(
  { product }: OrderSource,
  raw: unknown,
  { readAt, since }: { readonly readAt: Instant; readonly since: number },
  report: Report,
  { site, deps, waiting }: Run,
): Promise<void> {
  report.read += 1;
  const parsed = parseReadOrder(product, raw, readAt);
  if (parsed.kind === 'rejected') {
    report.unreadable += 1;
    deps.log('order not understood', { product, ...parsed.rejection });
    return;
  }
  const { event } = parsed;
  if (hasMovedSince(event, since)) {
    report.handled += 1;
    if (!(await isHandled(event, site, deps))) report.tooLarge += 1;
  } else if (!(await waiting.includes(event.order.id))) return;
  const contactsFound = await findMissingContact(event, site.rules, deps);
  report.contactsFound += contactsFound;
}

/** One order that no item can hold must not keep the job from all others; what else fails is tried again with its page. */
async function isHandled(event: OrderEvent, site: SiteRules, deps: SweepDeps): Promise<boolean> {
  try {
    await handleParsed(event, site, deps.now(), deps);
    return true;
  } catch (error) {
    if (!(error instanceof OrderEventsError) || error.code !== 'item-too-large') throw error;
    deps.log('order too large to store', { product: event.order.product, failure: error.code });
    return false;
  }
}
