import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';

import { CliError } from '../../workbench/cli-error.ts';
import { createEventTarget } from '../../workbench/local-site/fire-event.ts';
import { openStatePlace, stateFolder, type StatePlace } from '../../workbench/local-site/state-place.ts';
import { formatNews, formatSummary } from '../report/format-replay.ts';
import { createCoreTarget } from '../../workbench/replay/core-target.ts';
import { openKeptResults, type KeptResults } from '../../workbench/replay/kept-results.ts';
import { createProgress } from '../report/progress.ts';
import { readLines, readLinesInOrder, type FileLine } from '../../workbench/replay/read-lines.ts';
import { replayLines } from '../../workbench/replay/replay-file.ts';
import { scanFile, type FileScan } from '../../workbench/replay/scan-file.ts';
import { spoolInput } from '../../workbench/replay/spool-input.ts';
import { addToTally, createTally, type Tally } from '../../workbench/replay/tally.ts';
import { noteStaleFiles } from '../report/fire-and-report.ts';
import { notesOnFaults } from '../report/notes-on-faults.ts';
import { shuffle } from '../../workbench/sequences/shuffle.ts';
import { orNotReadable } from '../../workbench/or-not-readable.ts';
import { siteAtHand } from '../../workbench/session/site-at-hand.ts';
import type { Session } from '../../workbench/session/session.ts';
import { addFiringOptions, readFiringOptions, type FiringFlags } from './shared-options.ts';

interface ReplayFlags extends FiringFlags {
  readonly compare?: true;
  readonly core?: true;
}

const MAX_NEWS = 50;
const MS_PER_DAY = 86_400_000;

const EXAMPLES = `
A FILE has one {"handler":"…","event":{…}} a line. A bad line is rejected and the replay goes on.

Examples:
  $ node bin/order-events.js event replay recorded.jsonl --fresh
  $ node bin/order-events.js event replay recorded.jsonl --fresh --json --compare
  $ node bin/order-events.js event replay recorded.jsonl --fresh --shuffle --seed 3
  $ node bin/order-events.js event replay recorded.jsonl --core
  $ grep wixEcom recorded.jsonl | node bin/order-events.js event replay - --fresh

Each replay of a file that starts from an empty state is compared with the last one like it: same; fixed (handled or sent
now, and not then); regressed (then, and not now; or a variable of an email is missing); changed. So change a rule, build,
and replay. --core runs the rules of the site in this command's own copy of the package, over memory: for long files. It makes
no Wix calls, so none are counted and none can fail. With --json only --compare compares; each line then has a "comparison".
Exit: 0 done, 1 a line was rejected, a handler failed or an event regressed, 2 wrong usage.`;

/** Adds `event replay`. */
export function addEventReplay(parent: Command, session: Session, end: (code: number) => void): void {
  const command = parent
    .command('replay')
    .argument('<file|->', 'a file with one {"handler","event"} a line, or the standard input')
    .description('fire recorded events one after the other, and compare with the last replay')
    .option('--core', 'without the local Wix: many times faster, with the same verdicts and messages, and no state')
    .option('--compare', 'with --json: compare, and add the comparison to each line');
  addFiringOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, flags: ReplayFlags) => {
      end(file === '-' ? await replayInput(session, flags) : await replayFile(session, file, flags));
    });
}

async function replayInput(session: Session, flags: ReplayFlags): Promise<number> {
  const input = await spoolInput(session.line.stdin);
  try {
    return await replay(session, input.file, flags);
  } finally {
    input.remove();
  }
}

async function replayFile(session: Session, file: string, flags: ReplayFlags): Promise<number> {
  requireFile(file);
  return await replay(session, file, flags);
}

async function replay(session: Session, file: string, flags: ReplayFlags): Promise<number> {
  const { stderr } = session.line;
  const site = siteAtHand(session, flags);
  await noteStaleFiles(session, site);
  const options = readFiringOptions(flags);
  if (flags.core === true) refuseFaults(flags);
  const scan = await scanFile(file, { withOffsets: flags.shuffle === true });
  const place =
    flags.core === true
      ? openStatePlace(site, { fresh: true })
      : openStatePlace(site, options.state, { isLarge: true });
  const kept = openResults(site, scan, place, flags);
  const common = { root: site, clock: options.clock, latestMs: Date.now() + MS_PER_DAY };
  const target =
    flags.core === true
      ? createCoreTarget(common)
      : createEventTarget({ ...common, place, faults: options, isBatched: true });
  const startedAt = performance.now();
  const progress = createProgress(stderr, scan.lineCount, () => performance.now());
  const tally = createTally();
  let newsCount = 0;
  try {
    for await (const replayed of replayLines(linesOf(file, scan, flags), target, kept)) {
      const { number, report, comparison } = replayed;
      addToTally(tally, report, comparison?.verdict);
      progress.update(tally.events, tally.failed);
      if (options.isJson) {
        const compared = flags.compare === true ? { comparison: comparison ?? null } : {};
        await session.print(JSON.stringify({ ...report, line: number, ...compared }));
        continue;
      }
      const news = formatNews(replayed, session);
      if (news === undefined || (newsCount += 1) > MAX_NEWS) continue;
      progress.clear();
      await session.print(news);
    }
    kept?.commit();
  } finally {
    progress.clear();
    await target.close();
    await kept?.close();
  }
  for (const note of notesOnFaults(options, target.seen)) session.note(note);
  if (!options.isJson) {
    if (newsCount > MAX_NEWS) await session.print(`… and ${newsCount - MAX_NEWS} more such lines: --json shows all`);
    const elapsedMs = performance.now() - startedAt;
    await session.print(
      `${newsCount > 0 ? '\n' : ''}${formatSummary(tally, elapsedMs, whyNotCompared(kept), session)}`,
    );
  }
  return isClean(tally) ? 0 : 1;
}

function refuseFaults({ fail, crashAfter }: ReplayFlags): void {
  if (fail === undefined && crashAfter === undefined) return;
  throw new CliError('wrong-arguments', '--core makes no Wix calls that could fail: without --fail and --crash-after.');
}

function requireFile(file: string): void {
  orNotReadable('file', () => accessSync(file, constants.R_OK));
}

/** Opens the kept results, but only where they are comparable: the replay starts from an empty state and no fault is set. */
function openResults(
  site: string,
  { sha256 }: FileScan,
  place: StatePlace,
  flags: ReplayFlags,
): KeptResults | undefined {
  const isWanted = flags.json !== true || flags.compare === true;
  if (!isWanted || !place.isNew || flags.fail !== undefined || flags.crashAfter !== undefined) return undefined;
  const { state, clock, shuffle: isShuffled, seed } = flags;
  const folder = join(stateFolder(site, { state }), 'replays');
  return openKeptResults(folder, [sha256, clock ?? null, isShuffled === true ? seed : null]);
}

function linesOf(
  file: string,
  { offsets }: FileScan,
  flags: ReplayFlags,
): AsyncIterable<FileLine> | Iterable<FileLine> {
  if (flags.shuffle !== true) return readLines(file);
  const order = shuffle([...offsets.slice(0, -1).keys()], flags.seed);
  return readLinesInOrder(file, offsets, order);
}

function whyNotCompared(kept: KeptResults | undefined): string {
  if (kept === undefined) return 'not compared: only replays from an empty state can be. Use --fresh, without faults.';
  return 'none like this one; the next is compared with this one';
}

function isClean({ failed, comparisons }: Tally): boolean {
  return failed === 0 && !comparisons.has('regressed');
}
