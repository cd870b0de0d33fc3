import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';

import { checkRatios } from './check/check-ratios.ts';
import { parseCommitted } from './check/committed-ratios.ts';
import { checkNoticesSlowdown } from './check/prove-check.ts';
import type { BenchOptions, BenchPart } from './part.ts';
import { onRequest, parts } from './parts.ts';
import { describeMachine } from './results/machine.ts';
import { writePart } from './results/part-record.ts';
import { writeResults } from './results/write-results.ts';
import { rootDir } from './root-dir.ts';
import type { LoadSettings } from './server/load-settings.ts';

const benchDir = join(rootDir, 'bench');
const FULL_ROUNDS = 15;
const SHORT_ROUNDS = 5;

const names = parts.map(({ name }) => name).join(', ');
const EXAMPLES = `
Parts: ${names}

Examples:
  $ npm run bench                          all parts but the longest, into bench/results.md
  $ npm run bench -- replay-million        one of the longest: replay-million, server-million, server-load
  $ npm run bench -- cpu --rounds 5        one part; the results of the others stay
  $ npm run bench -- server-load --orders 300 --minutes 0.5
  $ npm run bench -- --check               fails when a ratio grew beyond its margin
  $ npm run bench -- --prove-check         plants slowdowns in copies, and fails unless the check notices each

Exit: 0 done, 1 a ratio grew (or the check missed a planted slowdown), 2 usage.`;

interface Flags {
  readonly rounds?: number;
  readonly check?: true;
  readonly proveCheck?: true;
  readonly orders?: number;
  readonly minutes?: number;
  readonly processes?: number;
  readonly database?: LoadSettings['database'];
}

const program = new Command('npm run bench --')
  .description('Measures this package and compares it with alternatives.')
  .argument('[part...]', 'the parts to measure (default: all but the longest)')
  .option(
    '--rounds <number>',
    `rounds of each measurement (default: ${String(FULL_ROUNDS)}, with --check ${String(SHORT_ROUNDS)})`,
    readRounds,
  )
  .option('--check', 'compare short measurements with bench/ratios.json and write nothing')
  .option('--prove-check', 'show that --check notices slowdowns')
  .option('--orders <number>', 'orders of server-load', readRounds)
  .option('--minutes <number>', 'minutes over which the orders are spread', readMinutes)
  .option('--processes <number>', 'processes of the server', readRounds)
  .addOption(new Option('--database <name>', 'database of the server').choices(['postgres', 'sqlite']))
  .helpOption('--help', 'print this help')
  .addHelpText('after', EXAMPLES)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .action(async (chosen: readonly string[], flags: Flags) => {
    process.exitCode = await run(selectParts(chosen), flags);
  });

// Ending by `exit` ends the databases and servers that a measurement has started; the codes are those of a shell.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
await program.parseAsync();

async function run(selected: readonly BenchPart[], { rounds, check, proveCheck, ...load }: Flags): Promise<number> {
  if (proveCheck === true) return proveCheckNotices();
  const options = { rounds: rounds ?? (check === true ? SHORT_ROUNDS : FULL_ROUNDS), say, load };
  return check === true ? await checkParts(selected, options) : await measureParts(selected, options);
}

async function measureParts(selected: readonly BenchPart[], options: BenchOptions): Promise<number> {
  for (const part of selected) {
    say(`${part.name}: ${part.title}`);
    const result = await part.measure(options);
    await writePart(benchDir, part, result, { machine: describeMachine(), rounds: options.rounds });
    // Written after each part, so that an interrupted run keeps its results.
    await writeResults(benchDir, parts);
  }
  say('Written: bench/results.md');
  return 0;
}

async function checkParts(selected: readonly BenchPart[], options: BenchOptions): Promise<number> {
  const committed = parseCommitted(readFileSync(join(benchDir, 'ratios.json'), 'utf8'));
  const checked = selected.filter(({ isChecked }) => isChecked);
  const slower = await checkRatios(checked, committed, options);
  say(
    slower.length === 0
      ? '\nNo ratio grew beyond its margin.'
      : `\n${String(slower.length)} ratios grew beyond their margin.`,
  );
  return slower.length === 0 ? 0 : 1;
}

function proveCheckNotices(): number {
  const isNoticed = checkNoticesSlowdown(rootDir, say);
  say(
    isNoticed
      ? '\nThe check failed on every planted slowdown, as it should.'
      : '\nThe check did NOT notice every planted slowdown.',
  );
  return isNoticed ? 0 : 1;
}

function selectParts(chosen: readonly string[]): readonly BenchPart[] {
  const unknown = chosen.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) program.error(`There is no part "${unknown}". Parts: ${names}`, { exitCode: 2 });
  return chosen.length === 0
    ? parts.filter((part) => !onRequest.includes(part))
    : parts.filter(({ name }) => chosen.includes(name));
}

function readRounds(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return rounds;
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return minutes;
}

function say(text: string): void {
  console.log(text);
}
