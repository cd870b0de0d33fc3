import { Option, type Command } from 'commander';

import { showEmail } from '../../workbench/local-site/event-report.ts';
import type { SentEmail } from '../../../emulator/invocation.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../../src/backend/order-events/values/json-object.ts';
import { notificationStatuses } from '../../../src/backend/order-events/ports/notifications.ts';
import { withLocalSite } from '../../workbench/local-site/call-site.ts';
import type { StateOptions } from '../../workbench/local-site/state-place.ts';
import { noteStaleFiles } from '../report/fire-and-report.ts';
import { formatEmails, formatNotifications } from '../report/format-outbox.ts';
import { CliError } from '../../workbench/cli-error.ts';
import { numberOption } from '../../workbench/session/number-option.ts';
import { siteAtHand, type SiteFlags } from '../../workbench/session/site-at-hand.ts';
import type { Session } from '../../workbench/session/session.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { addStateOptions } from './shared-options.ts';

interface OutboxFlags extends StateOptions, SiteFlags {
  readonly json?: true;
  readonly clock?: string;
  readonly status?: string;
  readonly order?: string;
  readonly limit: number;
}

const EXAMPLES = `
Examples:
  $ node bin/order-events.js outbox list --status held
  $ node bin/order-events.js outbox deliver --clock +3h
  $ node bin/order-events.js outbox resend wix-ecom/7a8b195e-ab73-4138-b9da-cdf5e864a451/order-paid/paid-40/shop-order-paid

These call the site's own web methods and its hourly job. Exit: 0 done, 1 the site refused, 2 wrong usage.`;

/** Adds `outbox list`, `outbox deliver` and `outbox resend`. */
export function addOutbox(program: Command, session: Session, end: (code: number) => void): void {
  const outbox = program.command('outbox').description('list, deliver and resend the notifications of the local site');
  outbox.addHelpText('after', EXAMPLES);
  withCommon(outbox.command('list').description('list the notifications, the newest first'))
    .addOption(new Option('--status <status>', 'only such ones').choices(notificationStatuses))
    .option('--order <id>', 'only those of one order')
    .addOption(numberOption('--limit <n>', 'at most so many', 1).default(50))
    .action(async (flags: OutboxFlags) => end(await list(session, flags)));
  withCommon(outbox.command('deliver').description('run the hourly job that sends what is due'))
    .option('--clock <time>', 'move the clock first: an instant, or +3h')
    .action(async (flags: OutboxFlags) => end(await deliver(session, flags)));
  withCommon(outbox.command('resend').argument('<key>', 'see outbox list').description('send one notification now'))
    .option('--clock <time>', 'move the clock first: an instant, or +3h')
    .action(async (key: string, flags: OutboxFlags) => end(await resend(session, key, flags)));
}

function withCommon(command: Command): Command {
  return addStateOptions(command).option('--json', 'one JSON object').addHelpText('after', EXAMPLES);
}

async function list(session: Session, flags: OutboxFlags): Promise<number> {
  const filter = { status: flags.status, orderId: flags.order, limit: flags.limit };
  const notifications = await withLocalSite(siteAtHand(session, flags), flags, async (site) =>
    readList(await site.askMethod('listNotifications', [filter])),
  );
  const none = 'There are no such notifications. Fire an event first: node bin/order-events.js event run shop';
  const text = notifications.length === 0 ? none : formatNotifications(notifications, session);
  await session.print(flags.json === true ? JSON.stringify({ notifications }) : text);
  return 0;
}

async function deliver(session: Session, flags: OutboxFlags): Promise<number> {
  const root = siteAtHand(session, flags);
  await noteStaleFiles(session, root);
  const { value, emails } = await withLocalSite(root, flags, (site) => site.runJob('deliverDueNotifications'));
  const report = valueAt(value, 'report');
  await printEmails(session, flags, emails, { job: isJsonObject(report) ? report : {} });
  return 0;
}

async function resend(session: Session, key: string, flags: OutboxFlags): Promise<number> {
  const root = siteAtHand(session, flags);
  await noteStaleFiles(session, root);
  const { value, emails } = await withLocalSite(root, flags, async (site) => {
    try {
      return await site.callMethod('resendNotification', [key]);
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== 'refused') throw error;
      const known = readList(await site.askMethod('listNotifications', [{ limit: 200 }]));
      const keys = known.map((notification) => String(notification['key']));
      if (keys.includes(key)) throw error;
      const message = `There is no notification ${key}. See node bin/order-events.js outbox list.`;
      throw new CliError('refused', message, { suggestion: nearest(key, keys), exitCode: 1, cause: error });
    }
  });
  await printEmails(session, flags, emails, { notification: value });
  return 0;
}

async function printEmails(
  session: Session,
  flags: OutboxFlags,
  emails: readonly SentEmail[],
  more: JsonObject,
): Promise<void> {
  const shown = emails.map(showEmail);
  if (flags.json === true) {
    await session.print(JSON.stringify({ emails: shown, ...more }));
    return;
  }
  await session.print(emails.length === 0 ? 'Nothing was sent.' : formatEmails(shown, session));
  const { job } = more;
  const done = isJsonObject(job) ? Object.entries(job).map(([name, count]) => `${name} ${String(count)}`) : [];
  if (done.length > 0) session.note(`The job says: ${done.join(', ')}`);
}

function readList(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
