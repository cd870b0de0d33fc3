import type { Command } from 'commander';

import type { StateOptions } from '../../workbench/local-site/state-place.ts';
import { parseClock } from '../../workbench/local-site/clock-setting.ts';
import { parseFault } from '../../workbench/local-site/fault-settings.ts';
import type { SiteFlags } from '../../workbench/session/site-at-hand.ts';
import { numberOption } from '../../workbench/session/number-option.ts';
import { CliError } from '../../workbench/cli-error.ts';
import type { FiringOptions } from '../report/fire-and-report.ts';

/** Options of every command that fires events. */
export interface FiringFlags extends StateOptions, SiteFlags {
  readonly clock?: string;
  readonly fail?: readonly string[];
  readonly crashAfter?: number;
  readonly shuffle?: true;
  readonly seed: number;
  readonly json?: true;
}

/** Option added by `addWatchOption`. */
export interface WatchFlags {
  readonly watch?: true;
}

/** Adds the options that select the site and its state. */
export function addStateOptions(command: Command): Command {
  return command
    .option('--site <dir>', 'the folder of the site, or example; the current one by default')
    .option('--fresh', 'use an empty state and throw it away')
    .option('--state <dir>', 'keep the state in another folder than .order-events of the site');
}

/** Adds the options that all firing commands share. */
export function addFiringOptions(command: Command): Command {
  return addStateOptions(command)
    .option('--clock <time>', 'the time here: an instant, or +3h for events that come 3 hours late (s, m, h, d)')
    .option('--fail <code[@where]>', 'let the next such Wix call fail; where is MODULE.MEMBER, data or email', collect)
    .addOption(numberOption('--crash-after <n>', 'stop the site for good after its n-th Wix call from now', 1))
    .option('--shuffle', 'deliver in another order')
    .addOption(numberOption('--seed <n>', 'which other order', 0).default(1))
    .option('--json', 'one JSON object for each delivery, one a line');
}

/** Adds the option that fires again whenever the site changes. */
export function addWatchOption(command: Command): Command {
  return command.option(
    '--watch',
    'fire again, on an empty state, whenever a source of the site changes; Ctrl C ends it',
  );
}

/** `true` if the events are to be fired again after each change; throws CliError if another option rules that out. */
export function wantsWatch({ watch, state, json }: FiringFlags & WatchFlags): boolean {
  if (watch === undefined) return false;
  const other = state === undefined ? json && '--json' : '--state';
  if (other === undefined) return true;
  throw new CliError(
    'wrong-arguments',
    `--watch fires on an empty state each time, and shows what changed: without ${other}.`,
  );
}

/** Collects the values of a repeatable option. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Converts the parsed flags to firing options; throws CliError on a bad value. */
export function readFiringOptions({ fresh, state, clock, fail = [], crashAfter, json }: FiringFlags): FiringOptions {
  return {
    state: { fresh, state },
    clock: parseClock(clock),
    faults: fail.map(parseFault),
    crashAfter,
    isJson: json === true,
  };
}
