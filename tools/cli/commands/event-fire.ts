import type { Command } from 'commander';

import { appInstalled, appRemoved } from '../../../emulator/webhooks/app-events.ts';
import { withLocalSite } from '../../workbench/local-site/call-site.ts';
import type { LabelledDelivery } from '../../workbench/local-site/fire-event.ts';
import { changeEvent } from '../../workbench/payload/change-event.ts';
import { parseAssignment, type EventChange } from '../../workbench/payload/event-change.ts';
import { parsePayload, readPayload } from '../../workbench/payload/read-payload.ts';
import { MAX_DELIVERIES } from '../../workbench/payload/batch-limit.ts';
import { renewEvents } from '../../workbench/payload/renew-events.ts';
import { requireHandler } from '../../workbench/payload/require-handler.ts';
import { APP_ID, toWebhookEvent } from '../../workbench/payload/webhook-event.ts';
import { exitCodeOf, fireAndReport } from '../report/fire-and-report.ts';
import { postAndReport, type LabelledWebhook } from '../report/post-and-report.ts';
import { repeated } from '../../workbench/sequences/repeated.ts';
import { shuffle } from '../../workbench/sequences/shuffle.ts';
import { numberOption } from '../../workbench/session/number-option.ts';
import { siteAtHand } from '../../workbench/session/site-at-hand.ts';
import type { Session } from '../../workbench/session/session.ts';
import { watchAndReport } from '../report/watch-and-report.ts';
import {
  addFiringOptions,
  addWatchOption,
  collect,
  readFiringOptions,
  wantsWatch,
  type FiringFlags,
  type WatchFlags,
} from './shared-options.ts';
import { addWebhookOptions, readWebhookTarget, type WebhookFlags } from './webhook-options.ts';

interface FireFlags extends FiringFlags, WatchFlags, WebhookFlags {
  readonly payload?: readonly string[];
  readonly set?: readonly string[];
  readonly unset?: readonly string[];
  readonly times: number;
  readonly now?: true;
}

const EXAMPLES = `
Examples:
  $ node bin/order-events.js event fire wixEvents_onOrderConfirmed --set firstName=Jane --fresh
  $ node bin/order-events.js event fire wixEvents_onOrderUpdated --set '+tickets[0].canceled=true'
  $ node bin/order-events.js event fire wixPricingPlans_onOrderUpdated --set entity.status=ACTIVE --times 5 --json
  $ node bin/order-events.js event fire wixEcom_onOrderUpdated --payload ./event.json --fail WDE0014@wix-data.insert
  $ cat event.json | node bin/order-events.js event fire wixEcom_onOrderUpdated --payload -
  $ node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated --to http://localhost:8080/webhooks --now --times 2
  $ node bin/order-events.js event fire AppRemoved --to http://localhost:8080/webhooks

A PATH starts at the event or at the order in it: entity.status and status are the same for a plan. A VALUE is JSON when
it can be read as JSON, else text: number=10004 is a number, 'number="10004"' is text. --set comes before --unset.
With --json and several deliveries there is one object a line: add up their "emails" to see how many were sent.
With --watch change a rule and save: only what it makes of the outcome is shown. With --to nothing of the local site is used but its webhook key, which npm start -- --host server takes as well.
Exit: 0 done, 1 an event was refused or a handler failed, 2 wrong usage.`;

/** Adds `event fire`. */
export function addEventFire(parent: Command, session: Session, end: (code: number) => void): void {
  const command = parent
    .command('fire')
    .argument('<handler>', 'which handler to call: see event list')
    .description('fire an event at a handler, as Wix does')
    .option(
      '--payload <name|file|->',
      'a payload of the library, a file, or the standard input; may be repeated',
      collect,
    )
    .option('--set <path=value>', 'change a field; write +path=value to add one', collect)
    .option('--unset <path>', 'remove a field', collect)
    .option('--now', 'make it an event of a new order that happens now')
    .addOption(numberOption('--times <n>', 'deliver it n times', 1, MAX_DELIVERIES).default(1));
  addWebhookOptions(addWatchOption(addFiringOptions(command)))
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, flags: FireFlags) => {
      const target = readWebhookTarget(flags, session.line.root);
      if (target !== undefined) {
        const webhooks = await readWebhooks(session, name, target.instanceId, flags);
        const inOrder = flags.shuffle === true ? shuffle(webhooks, flags.seed) : webhooks;
        return end(await postAndReport(session, inOrder, target, flags.json === true));
      }
      const handler = requireHandler(name);
      const site = siteAtHand(session, flags);
      const read = await readDeliveries(session, handler, flags);
      const deliveries = flags.now === undefined ? read : asNewOrder(read, await nowAt(site, flags));
      const ordered = flags.shuffle === true ? shuffle(deliveries, flags.seed) : deliveries;
      if (wantsWatch(flags)) return await watchAndReport(session, site, ordered, readFiringOptions(flags));
      const reports = await fireAndReport(session, site, ordered, readFiringOptions(flags));
      if (flags.json !== true && reports.length > 1) {
        const emails = reports.reduce((sum, report) => sum + report.emails.length, 0);
        await session.print(`\n${reports.length} deliveries, ${emails} email${emails === 1 ? '' : 's'}`);
      }
      const rejected = ordered.find((_, index) => reports[index]?.verdict === 'rejected');
      const fitting = rejected === undefined ? undefined : await fittingHandlerOf(rejected);
      if (fitting !== undefined)
        session.note(`The payload fits ${fitting}: node bin/order-events.js event fire ${fitting}`);
      end(exitCodeOf(reports));
    });
}

async function fittingHandlerOf({ event }: LabelledDelivery): Promise<string | undefined> {
  // Loaded here because it parses every kind of event, for which it loads all products.
  const { fittingHandlers } = await import('../../workbench/payload/fitting-handlers.ts');
  return fittingHandlers(event, Date.now())[0];
}

/** Events about the app itself, which no site handler receives. */
const appEvents = { AppInstalled: appInstalled, AppRemoved: appRemoved } as const;

async function readWebhooks(
  session: Session,
  name: string,
  instanceId: string,
  flags: FireFlags,
): Promise<LabelledWebhook[]> {
  if (name === 'AppInstalled' || name === 'AppRemoved') {
    const event = appEvents[name]({ appId: APP_ID, instanceId });
    return Array.from({ length: flags.times }, () => ({ name, label: `of ${instanceId}`, event }));
  }
  const handler = requireHandler(name);
  const read = await readDeliveries(session, handler, flags);
  const deliveries = flags.now === undefined ? read : asNewOrder(read, Date.now());
  const webhooks = new Map<LabelledDelivery, LabelledWebhook>();
  return deliveries.map((delivery) => {
    const { label, ...payload } = delivery;
    const known = webhooks.get(delivery) ?? { name, label, event: toWebhookEvent(handler, instanceId, payload) };
    webhooks.set(delivery, known);
    return known;
  });
}

/** Returns the deliveries with their events moved to a new order; repeated deliveries of an event stay identical. */
function asNewOrder(deliveries: readonly LabelledDelivery[], nowMs: number): LabelledDelivery[] {
  const distinct = [...new Set(deliveries)];
  const events = distinct.map(({ event }) => event);
  const renewed = renewEvents(events, 'new-order', nowMs, { isQuick: true });
  const moved = new Map(
    distinct.map((delivery, index) => {
      const event = renewed[index];
      return [delivery, { ...delivery, event, json: JSON.stringify(event) }] as const;
    }),
  );
  return deliveries.map((delivery) => moved.get(delivery) ?? delivery);
}

/** Returns the later of the site's clock, which never goes back, and this machine's clock, in milliseconds since 1970. */
async function nowAt(site: string, { fresh, state, watch }: FireFlags): Promise<number> {
  if (fresh === true || watch === true) return Date.now();
  return Math.max(Date.now(), await withLocalSite(site, { state }, (called) => called.now()));
}

async function readDeliveries(session: Session, handler: string, flags: FireFlags): Promise<LabelledDelivery[]> {
  const { payload: payloads = [undefined], set = [], unset = [], times } = flags;
  const changes: EventChange[] = [
    ...set.map(parseAssignment),
    ...unset.map((path) => ({ kind: 'unset' as const, path })),
  ];
  const words = [...set, ...unset.map((path) => `without ${path}`)].map((word) => `  ${word}`).join('');
  const events: LabelledDelivery[] = [];
  for (const wanted of payloads) {
    const payload = await readPayload(session.line, handler, wanted);
    const event = changes.length === 0 ? parsePayload(payload) : changeEvent(parsePayload(payload), changes);
    // The original text can hold what JSON.stringify cannot write, such as 10,000 levels of nesting.
    const json = changes.length === 0 ? payload.text : JSON.stringify(event);
    events.push({ handler, event, json, label: `${payload.label}${words}` });
  }
  return repeated(events, times);
}
