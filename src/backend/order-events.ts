import { composeOrderEvents } from './order-events/compose-order-events.ts';
import type { onDemandOnWix } from './order-events/on-demand-on-wix.ts';
import type { JobState } from './order-events/ports/job-states.ts';
import type { SiteRules } from './order-events/rules/site-rules.ts';
import { createDigestLoader } from './order-events/wix/digest-key.ts';
import type { SdkMethods } from './order-events/wix/sdk-order-reader.ts';
import { createSiteLoad } from './order-events/wix/site-load.ts';
import { createStoreClock } from './order-events/wix/store-clock.ts';
import { createWixChannels } from './order-events/wix/wix-channels.ts';
import { createWixStores } from './order-events/wix/wix-stores.ts';

export { plans, shop, tickets } from './order-events/rules/rule-helpers.ts';
export type { RuleContext } from './order-events/rules/rule-context.ts';
export type { AnyRule, NotificationRule, Rule } from './order-events/rules/rule.ts';
export type { SiteRules } from './order-events/rules/site-rules.ts';
export type { EventOutcome } from './order-events/intake/outcome.ts';
export type { JobState } from './order-events/ports/job-states.ts';

const load = createSiteLoad(Date.now);
const clock = createStoreClock(Date.now);

const orderEvents = composeOrderEvents(
  {
    ...createWixStores({ effort: 'brief', random: Math.random, load, clock }),
    channels: createWixChannels({
      now: Date.now,
      loadTemplates: async () => (await import('backend/email-templates.js')).emailTemplates,
    }),
    now: Date.now,
    storeTime: clock.read,
    random: Math.random,
    loadDigest: createDigestLoader(Date.now),
    findCaller: async () => await (await loadOnDemand()).findCaller(),
    log: (message, details) => {
      console.log(`order events: ${message}`, JSON.stringify(details));
    },
  },
  loadOnDemand,
  { stores: createWixStores({ effort: 'patient', random: Math.random, load, clock }) },
);

async function loadOnDemand(): Promise<typeof onDemandOnWix> {
  return (await import('./order-events/on-demand-on-wix.ts')).onDemandOnWix;
}

/** The handler of every order event, and the jobs that read no orders from Wix. */
export const {
  handleOrderEvent,
  jobs: { deliverDueNotifications, cleanUp },
} = orderEvents;

/** Runs the reconcile job with the methods of the SDK packages. */
export async function reconcileOrders(methods: SdkMethods, site: SiteRules): Promise<JobState> {
  const { createSdkOrderReader } = await loadOnDemand();
  return await orderEvents.jobs.reconcileOrders(createSdkOrderReader(methods), site);
}

/** The web methods. */
export const {
  sendEmailToContact,
  listNotifications,
  resendNotification,
  getOrderHistory,
  getMyOrderHistory,
  eraseContact,
  listUnhandledEvents,
  replayUnhandledEvents,
  getHealth,
} = orderEvents.webMethods;
