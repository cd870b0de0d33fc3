import type { Command } from 'commander';

import { exitCodeOf, fireAndReport } from '../report/fire-and-report.ts';
import { listSequences } from '../../workbench/sequences/read-sequences.ts';
import { MAX_DELIVERIES } from '../../workbench/payload/batch-limit.ts';
import { repeated } from '../../workbench/sequences/repeated.ts';
import { sequenceEvents } from '../../workbench/sequences/sequence-events.ts';
import { shuffle } from '../../workbench/sequences/shuffle.ts';
import { CliError } from '../../workbench/cli-error.ts';
import { numberOption } from '../../workbench/session/number-option.ts';
import { siteAtHand } from '../../workbench/session/site-at-hand.ts';
import type { Session } from '../../workbench/session/session.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { watchAndReport } from '../report/watch-and-report.ts';
import {
  addFiringOptions,
  addWatchOption,
  readFiringOptions,
  wantsWatch,
  type FiringFlags,
  type WatchFlags,
} from './shared-options.ts';

interface RunFlags extends FiringFlags, WatchFlags {
  readonly times: number;
}

const EXAMPLES = `
Examples:
  $ node bin/order-events.js event run tickets --fresh
  $ node bin/order-events.js event run shop --fresh --times 2 --shuffle --seed 7
  $ node bin/order-events.js event run plans --fresh --crash-after 3
  $ node bin/order-events.js event run shop --watch`;

/** Adds `event run`. */
export function addEventRun(parent: Command, session: Session, end: (code: number) => void): void {
  const command = parent
    .command('run')
    .argument('<sequence>', 'which course of an order: see event list')
    .description('fire the events of a named sequence one after the other')
    .addOption(numberOption('--times <n>', 'deliver each event n times', 1, MAX_DELIVERIES).default(1));
  addWatchOption(addFiringOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, flags: RunFlags) => {
      const sequences = listSequences(session.line.root);
      const sequence = sequences.find((candidate) => candidate.name === name);
      if (sequence === undefined) {
        const names = sequences.map((candidate) => candidate.name);
        const message = `There is no sequence ${name}. There are ${names.join(', ')}.`;
        throw new CliError('unknown-sequence', message, { suggestion: nearest(name, names) });
      }
      const site = siteAtHand(session, flags);
      const events = await sequenceEvents(session.line, sequence);
      const deliveries = repeated(events, flags.times);
      const ordered = flags.shuffle === true ? shuffle(deliveries, flags.seed) : deliveries;
      if (wantsWatch(flags)) return await watchAndReport(session, site, ordered, readFiringOptions(flags));
      const reports = await fireAndReport(session, site, ordered, readFiringOptions(flags));
      if (flags.json !== true) {
        const emails = reports.reduce((sum, report) => sum + report.emails.length, 0);
        await session.print(`\n${reports.length} deliveries, ${emails} email${emails === 1 ? '' : 's'}`);
      }
      end(exitCodeOf(reports));
    });
}
