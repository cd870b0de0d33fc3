import { readFileSync } from 'node:fs';
import { Option, type Command } from 'commander';

import type { LabelledDelivery } from '../../workbench/local-site/fire-event.ts';
import { readEventTime } from '../../workbench/local-site/event-time.ts';
import { listPayloads, type LibraryPayload } from '../../workbench/payload/payload-library.ts';
import { exitCodeOf, fireAndReport } from '../report/fire-and-report.ts';
import { columnsOf, wrap } from '../report/wrap-row.ts';
import { CliError } from '../../workbench/cli-error.ts';
import type { CommandLine } from '../../workbench/session/command-line.ts';
import { numberOption } from '../../workbench/session/number-option.ts';
import { EXAMPLE, siteAtHand } from '../../workbench/session/site-at-hand.ts';
import type { Session } from '../../workbench/session/session.ts';

const EXAMPLES = `
Examples:
  $ node bin/order-events.js start
  $ node bin/order-events.js start --json
  $ node bin/order-events.js start --no-console
  $ node bin/order-events.js start --host server`;

/** Dependencies of `start` besides the local site. */
export interface StartDeps {
  /** Opens the console; fires these events if nothing has been done in it yet. */
  readonly openConsole: (site: string, deliveries: readonly LabelledDelivery[]) => Promise<void>;
  /** Starts the webhook server with these events, and its console unless it is turned off. Returns the exit code. */
  readonly startServer: (
    deliveries: readonly LabelledDelivery[],
    options: {
      readonly isJson: boolean;
      readonly startAt: number;
      readonly staysOpen: boolean;
      readonly port: number | undefined;
      readonly state: string | undefined;
    },
  ) => Promise<number>;
}

/** Adds `start`, the first command for newcomers. */
export function addStart(parent: Command, session: Session, end: (code: number) => void, deps: StartDeps): void {
  parent
    .command('start')
    .description('fire the documented payloads once, and see what changes and what is sent')
    .addOption(
      new Option('--host <host>', 'where they are handled: a local Velo site, or the webhook server')
        .choices(['velo', 'server'])
        .default('velo'),
    )
    .addOption(numberOption('--port <n>', 'with --host server: its port; unless said, one that is free', 0))
    .option('--state <folder>', 'with --host server: its key is here instead of in .order-events/')
    .option('--json', 'one JSON object for each payload, one a line')
    .option('--console', 'open the console afterwards, as in a terminal')
    .option('--no-console', 'end after the summary, as in a pipe')
    .addHelpText('after', EXAMPLES)
    .action(async ({ json, console, host, port, state }: StartFlags) => {
      const isJson = json === true;
      const staysOpen = console ?? (!isJson && isAtTerminal(session.line));
      if (host === 'server') {
        const documented = documentedDeliveries(session.line.root);
        const startAt = Math.min(...documented.map(({ atMs }) => atMs).filter((atMs) => atMs > 0));
        if (!isJson) await session.print(serverIntroduction(session));
        return end(await deps.startServer(documented, { isJson, startAt, staysOpen, port, state }));
      }
      if (!isJson) await session.print(introduction(session));
      const { site, flag } = siteOrExample(session);
      const reports = await fireAndReport(session, site, documentedDeliveries(session.line.root), {
        // A temporary state, so that a second start shows the same as the first.
        state: { fresh: true },
        clock: { kind: 'follow' },
        faults: [],
        crashAfter: undefined,
        isJson,
      });
      if (!isJson) await session.print(nextSteps(session, flag));
      if (staysOpen) {
        await session.print('');
        await deps.openConsole(site, documentedDeliveries(session.line.root));
      }
      return end(exitCodeOf(reports));
    });
}

interface StartFlags {
  readonly json?: true;
  readonly host: 'velo' | 'server';
  readonly port?: number;
  readonly state?: string;
  /** If undefined, the console is used on a terminal. */
  readonly console?: boolean;
}

/** Returns the current site or, outside a site, the example of this package and the flag with which other commands select it. */
function siteOrExample({ line, note }: Session): { readonly site: string; readonly flag: string } {
  try {
    return { site: siteAtHand({ line, note }, {}), flag: '' };
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'no-site') throw error;
    note(`Site: ${line.root}, the example, because ${line.cwd ?? ''} is no repository of a site`);
    return { site: line.root, flag: ` --site ${EXAMPLE}` };
  }
}

/** `true` on a terminal outside CI: on a build machine nobody would press Ctrl C. */
function isAtTerminal({ stdout, env }: CommandLine): boolean {
  return stdout.isTTY === true && (env['CI'] ?? '') === '';
}

/** Returns the documented deliveries in the order in which they happened, because the clock does not go back. */
function documentedDeliveries(root: string): (LabelledDelivery & { readonly atMs: number })[] {
  return listPayloads(root)
    .filter(({ isDocumented }) => isDocumented)
    .map(readDelivery)
    .sort((left, right) => left.atMs - right.atMs);
}

function readDelivery({ handler, name, about, file }: LibraryPayload): LabelledDelivery & { readonly atMs: number } {
  const json = readFileSync(file, 'utf8');
  const event: unknown = JSON.parse(json);
  return { handler, event, json, label: `${name}: ${about}`, atMs: readEventTime(event) ?? 0 };
}

function introduction({ colors, line }: Session): string {
  const about =
    'The events that Wix documents, handled by the files that Wix would run, on a local Wix. No account, and nothing leaves this machine.';
  return [colors.bold('wix-order-events'), ...wrap(about, columnsOf(line.stdout)), ''].join('\n');
}

function serverIntroduction({ colors, line }: Session): string {
  const about =
    'The events that Wix documents, each signed as Wix signs it and posted to the webhook server of this package. No account, and nothing leaves this machine.';
  return [colors.bold('wix-order-events'), ...wrap(about, columnsOf(line.stdout)), ''].join('\n');
}

function nextSteps({ colors }: Session, flag: string): string {
  const steps = [
    ['A ticket order is paid', `event fire wixEvents_onOrderConfirmed --fresh${flag}`],
    ['Five deliveries, one email', `event fire wixEcom_onOrderPaymentStatusUpdated --times 5 --fresh${flag}`],
    ['A whole order, step by step', `event run shop --fresh${flag}`],
    ['All that can be fired', 'event list'],
  ];
  const lines = steps.flatMap(([what = '', command = '']) => [
    `  ${what}`,
    `    ${colors.cyan(`node bin/order-events.js ${command}`)}`,
  ]);
  return ['', colors.bold('Try next'), ...lines].join('\n');
}
