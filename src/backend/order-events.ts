import type { HandlerName } from './order-events/handlers/handlers.ts';
import { cleanUp as cleanUpStore } from './order-events/retention/clean-up.ts';
import { deliverWaiting } from './order-events/jobs/deliver-waiting.ts';
import { handleOrderEvent as handle, type EventDeps, type SiteRules } from './order-events/intake/handle-event.ts';
import type { EventOutcome } from './order-events/intake/outcome.ts';
import type { JobState } from './order-events/ports/ports.ts';
import { createOverdueTurns } from './order-events/delivery/overdue-turns.ts';
import { JOB_LANES, runJob } from './order-events/jobs/run-job.ts';
import { cleanUpRecorded, recordEvent, type RecordingDeps } from './order-events/recording/record-event.ts';
import { createWixRecordingStore } from './order-events/wix/wix-recording-store.ts';
import type { SdkMethods } from './order-events/reconcile/order-sources.ts';
import { reconcileOrders as reconcile } from './order-events/reconcile/reconcile-orders.ts';
import { createSdkContactFinder, createSdkOrderSources } from './order-events/reconcile/sdk-order-sources.ts';
import * as notificationMethods from './order-events/web-methods/notification-methods.ts';
import type { ListedNotification } from './order-events/web-methods/listed-notification.ts';
import * as ownerMethods from './order-events/web-methods/owner-methods.ts';
import type { WebResult } from './order-events/web-methods/web-result.ts';
import { findContactOfCaller } from './order-events/wix/calling-member.ts';
import { createDigestLoader } from './order-events/wix/digest-key.ts';
import { createTriggeredEmailMailer } from './order-events/wix/triggered-email-mailer.ts';
import { createWixDataStore } from './order-events/wix/wix-data-store.ts';

export type { AnyRule, NotificationRule, RuleContext } from './order-events/rules/rule.ts';
export type { SiteRules } from './order-events/intake/handle-event.ts';
export type { EventOutcome } from './order-events/intake/outcome.ts';
export type { JobState } from './order-events/ports/ports.ts';

const deps: EventDeps = {
  store: createWixDataStore(),
  mailer: createTriggeredEmailMailer(),
  now: Date.now,
  random: Math.random,
  loadDigest: createDigestLoader(Date.now),
  takeOverdueTurn: createOverdueTurns(Date.now),
  log: (message, details) => {
    console.log(`order events: ${message}`, JSON.stringify(details));
  },
};

/** Jobs have time, and a call that gives up ends a run for an hour. */
const jobDeps: EventDeps = { ...deps, store: createWixDataStore('patient') };

const recordingDeps: RecordingDeps = { ...deps, store: createWixRecordingStore() };

/** Handles one Wix order event: see `outbox/handle-event.ts`. The outcome is for the local tools; Wix ignores it. */
export async function handleOrderEvent(handler: HandlerName, event: unknown, site: SiteRules): Promise<EventOutcome> {
  const outcome = await handle(handler, event, site, deps);
  const { record } = site.settings;
  if (record !== undefined) await recordEvent(handler, event, record, recordingDeps);
  return outcome;
}

/** The hourly job: see `outbox/deliver-waiting.ts`. */
export async function deliverDueNotifications(site: SiteRules): Promise<JobState> {
  return await runJob('deliverDueNotifications', jobDeps, (_progress, deadline) =>
    deliverWaiting(deadline, site, jobDeps),
  );
}

/** The daily job: reduces what is settled to bare keys, and removes what nobody needs any more. */
export async function cleanUp({ settings }: SiteRules): Promise<JobState> {
  return await runJob('cleanUp', jobDeps, async (progress, deadline, noteProgress) => {
    const run = await cleanUpStore(progress, settings.retentionDays, deadline, { ...jobDeps, noteProgress });
    if (settings.record === undefined) return run;
    const recorded = await cleanUpRecorded(settings.record, deadline, recordingDeps);
    return { ...run, report: { ...run.report, recorded } };
  });
}

/** The reconcile job: see `reconcile/reconcile-orders.ts`. */
export async function reconcileOrders(methods: SdkMethods, site: SiteRules): Promise<JobState> {
  const sources = createSdkOrderSources(methods);
  const findContact = createSdkContactFinder(methods);
  return await runJob('reconcileOrders', jobDeps, (progress, deadline, noteProgress) =>
    reconcile(progress, deadline, site, { ...jobDeps, sources, findContact, noteProgress, atOnce: JOB_LANES }),
  );
}

/** See `web-methods/notification-methods.ts`. */
export async function sendEmailToContact(
  emailId: unknown,
  contactId: unknown,
  variables: unknown,
): Promise<WebResult<null>> {
  return await notificationMethods.sendEmailToContact(emailId, contactId, variables, deps);
}

/** See `web-methods/notification-methods.ts`. */
export async function listNotifications(filter: unknown): Promise<WebResult<readonly ListedNotification[]>> {
  return await notificationMethods.listNotifications(filter, deps);
}

/** See `web-methods/notification-methods.ts`. */
export async function resendNotification(key: unknown): Promise<WebResult<ListedNotification>> {
  return await notificationMethods.resendNotification(key, deps);
}

/** See `web-methods/owner-methods.ts`. */
export async function getOrderHistory(
  product: unknown,
  orderId: unknown,
): Promise<WebResult<ownerMethods.OrderHistory>> {
  return await ownerMethods.getOrderHistory(product, orderId, deps);
}

/** See `web-methods/owner-methods.ts`. */
export async function getMyOrderHistory(): Promise<WebResult<readonly ownerMethods.MemberNotification[]>> {
  return await ownerMethods.getMyOrderHistory(findContactOfCaller, deps);
}

/** See `web-methods/owner-methods.ts`. */
export async function eraseContact(contactId: unknown): Promise<WebResult<ownerMethods.Erased>> {
  return await ownerMethods.eraseContact(contactId, deps);
}

/** See `web-methods/owner-methods.ts`. */
export async function listUnhandledEvents(): Promise<WebResult<readonly ownerMethods.ListedUnhandled[]>> {
  return await ownerMethods.listUnhandledEvents(deps);
}

/** See `web-methods/owner-methods.ts`. */
export async function replayUnhandledEvents(site: SiteRules): Promise<WebResult<ownerMethods.Replayed>> {
  return await ownerMethods.replayUnhandledEvents(site, deps);
}

/** See `web-methods/owner-methods.ts`. */
export async function getHealth(): Promise<WebResult<ownerMethods.Health>> {
  return await ownerMethods.getHealth(deps);
}
