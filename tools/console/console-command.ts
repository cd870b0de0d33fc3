import type { Command } from 'commander';

import type { Console } from './console.ts';
import type { ServeOptions } from './serve-console.ts';
import type { LabelledDelivery } from '../workbench/local-site/fire-event.ts';
import { openStatePlace } from '../workbench/local-site/state-place.ts';
import { siteAtHand, type SiteFlags } from '../workbench/session/site-at-hand.ts';
import type { Session } from '../workbench/session/session.ts';
import { numberOption } from '../workbench/session/number-option.ts';

const EXAMPLES = `
Examples:
  $ node bin/order-events.js console
  $ node bin/order-events.js console --port 5000 --state /tmp/try-out

The address holds a token: who has it can use the console. It answers on this machine only.`;

/** Adds the `console` command. */
export function addConsole(parent: Command, session: Session, end: (code: number) => void): void {
  parent
    .command('console')
    .description('fire, look and try in the browser; runs until Ctrl C')
    .addOption(numberOption('--port <n>', 'the port (default: 4780, or the next free one)', 0, 65_535))
    .option('--site <dir>', 'the folder of the site, or example; the current one by default')
    .option('--state <folder>', 'keep the state here instead of .order-events/ of the site')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Pick<ServeOptions, 'port' | 'state'> & SiteFlags) => {
      await runConsole(session, siteAtHand(session, flags), flags);
      // `runConsole` only returns if another console holds the state.
      end(1);
    });
}

/** Serves the console of a site until this process ends. If a console is already open on the state, prints its URL instead. */
export async function runConsole(
  { line, colors, print }: Session,
  site: string,
  { port, state }: Pick<ServeOptions, 'port' | 'state'>,
  prepare: (own: Console) => void = () => undefined,
): Promise<void> {
  // Imported here, so that other commands do not load the server.
  const { takeState } = await import('../workbench/local-site/take-state.ts');
  const taken = await takeState(openStatePlace(site, { state }).file);
  if (taken.kind === 'elsewhere') {
    await print(`${colors.bold('Console')}  ${colors.cyan(taken.address)}  (open already)`);
    return;
  }
  const { serveConsole } = await import('./serve-console.ts');
  const served = await serveConsole({ root: line.root, site, port, state, lock: taken.lock });
  prepare(served.console);
  await print(
    `${colors.bold('Console')}  ${colors.cyan(served.url)}\n${colors.dim('Ctrl C stops it; its state stays.')}`,
  );
  await forEver();
}

/** Fires events into an unused console, so that it has something to show. */
export function fillWhenEmpty(own: Console, deliveries: readonly LabelledDelivery[]): void {
  if (own.history.counts().runs > 0) return;
  own.enqueue(deliveries.map(({ handler, json, label }) => ({ kind: 'event', handler, json, label })));
}

/** Never resolves: Ctrl C ends the process, and everything that the console confirmed is already on disk. */
function forEver(): Promise<never> {
  return new Promise(() => undefined);
}
