import { handleParsed, type HandleDeps } from '../intake/handle-event.ts';
import { installationKeys } from '../jobs/installation.ts';
import type { JobRun, NoteProgress } from '../ports/job-states.ts';
import type { OrderReader, OrderSource } from '../ports/order-reader.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import { judgeReadOrder } from '../timeline/judge-read-order.ts';
import type { Digest } from '../values/detail-digests.ts';
import { instantOfNow } from '../values/instant.ts';
import { findMissingContact } from './find-missing-contact.ts';
import { hasMovedSince, isUndated } from './has-moved-since.ts';
import { keepBaseline, keepBaselines } from './keep-baselines.ts';
import { listPage } from './list-page.ts';
import { lookUpOrders, type FoundOrder } from './look-up-orders.ts';
import { emptySweepReport, type Progress, type SweepReport } from './sweep-report.ts';
import { createWaitingOrders, type WaitingOrders } from './waiting-orders.ts';
import { workThroughPage } from './work-through-page.ts';

/** Dependencies of a sweep, besides those of handling an event. */
export type SweepDeps = HandleDeps &
  OrderReader & {
    readonly noteProgress: NoteProgress;
    /** Orders processed in parallel. */
    readonly concurrency: number;
  };

/**
 * Milliseconds that a run looks back beyond the last one, because an order may change while it is read. The first run looks back as far,
 * so that an installation reports nothing about the past.
 */
export const RECONCILE_OVERLAP_MS = 2 * 3_600_000;

/**
 * Reads the open orders once, sending nothing; from then on reads the orders that changed since the last complete run, and handles each
 * as if Wix had sent an event, so that an event that never arrived is still noticed. Stops at the deadline; the next run continues with
 * the same page.
 */
export async function sweepOrders(
  progress: JobRun['progress'],
  deadline: number,
  site: SiteRules,
  deps: SweepDeps,
): Promise<JobRun> {
  const next: Progress = new Map(Object.entries(progress));
  const report = emptySweepReport();
  const waiting = createWaitingOrders(deps);
  for (const source of deps.sources) {
    try {
      const installed = await keepBaselines(source, next, report, deadline, deps);
      if (installed === 'done') await sweepSource(source, next, report, { deadline, site, deps, waiting });
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

/**
 * Sweeps one product. In its progress, `…/since` is where the sweep began to look, `…/started` when it began, `…/from` the page that it
 * reached, and `…/failedRuns` how often that page ended a run.
 */
async function sweepSource(source: OrderSource, progress: Progress, report: SweepReport, run: Run): Promise<void> {
  const { deadline, deps } = run;
  const { product } = source;
  const sinceKey = `${product}/since`;
  const startedKey = `${product}/started`;
  const fromKey = `${product}/from`;
  const failedRunsKey = `${product}/failedRuns`;
  const startedAt = Number(progress.get(startedKey) ?? deps.now());
  // An order that changed while the open orders were read may have been missed.
  const installedAt = Number(progress.get(installationKeys(product).started) ?? startedAt);
  const since = Number(progress.get(sinceKey) ?? installedAt - RECONCILE_OVERLAP_MS);
  progress.set(startedKey, startedAt).set(sinceKey, since);
  while (deps.now() < deadline) {
    const readAt = instantOfNow(deps.now());
    const page = await listPage(progress, fromKey, (from) => source.listChanged(new Date(since), from));
    report.read += page.orders.length;
    const { found, unreadable } = await lookUpOrders(product, page.orders, readAt, deps);
    report.unreadable += unreadable;
    const digest = await deps.loadDigest();
    await workThroughPage({ found, progress, failedRunsKey, report }, deps, (order) =>
      sweepOne(order, { since, digest }, report, run),
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

/**
 * Handles one order. An order that shows nothing new costs no call, because its stored state was read with its page. An undated order of
 * which nothing is known can be of any age: its state is stored, and nothing is sent.
 */
async function sweepOne(
  found: FoundOrder,
  { since, digest }: { readonly since: number; readonly digest: Digest },
  report: SweepReport,
  { site, deps, waiting }: Run,
): Promise<'stored' | 'nothing-to-store'> {
  const { event, stored } = found;
  const verdict = judgeReadOrder(stored.projection, event, digest);
  const isBaseline = verdict === 'unknown' && isUndated(event) && !event.isAnonymization;
  if (verdict === 'moved' || (verdict === 'unknown' && !isBaseline && hasMovedSince(event, since))) {
    report.handled += 1;
    await handleParsed(event, site, deps.now(), deps);
  } else {
    if (verdict === 'overtaken') report.overtaken += 1;
    if (isBaseline) await keepBaseline(found, digest, report, deps);
    if (!(await waiting.includes(event.order.id))) return isBaseline ? 'stored' : 'nothing-to-store';
  }
  const contactsFound = await findMissingContact(event, site.rules, deps);
  report.contactsFound += contactsFound;
  return 'stored';
}
