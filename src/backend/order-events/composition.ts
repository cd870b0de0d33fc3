import type { HandlerName } from './orders/handlers.ts';
import { handleOrderEvent as handle, type EventDeps, type SiteRules } from './outbox/handle-event.ts';
import type { EventOutcome } from './outbox/outcome.ts';
import * as notificationMethods from './web-methods/notification-methods.ts';
import type { ListedNotification } from './web-methods/notification-methods.ts';
import type { WebResult } from './web-methods/web-result.ts';
import { createDigestLoader } from './wix/digest-key.ts';
import { createTriggeredEmailMailer } from './wix/triggered-email-mailer.ts';
import { createWixDataStore } from './wix/wix-data-store.ts';

export type { AnyRule, NotificationRule, RuleContext } from './orders/decide/rule.ts';
export type { SiteRules } from './outbox/handle-event.ts';
export type { EventOutcome } from './outbox/outcome.ts';

const deps: EventDeps = {
  store: createWixDataStore(),
  mailer: createTriggeredEmailMailer(),
  now: Date.now,
  random: Math.random,
  loadDigest: createDigestLoader(Date.now),
  log: (message, details) => {
    console.log(`order events: ${message}`, details);
  },
};

/** Handles one Wix order event: see `outbox/handle-event.ts`. The outcome is for the local tools; Wix ignores it. */
export async function handleOrderEvent(handler: HandlerName, event: unknown, site: SiteRules): Promise<EventOutcome> {
  return await handle(handler, event, site, deps);
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
