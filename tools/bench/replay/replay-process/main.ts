import { createEventTarget, type EventTarget } from '../../../workbench/local-site/fire-event.ts';
import { openStatePlace } from '../../../workbench/local-site/state-place.ts';
import { createCoreTarget } from '../../../workbench/replay/core-target.ts';
import type { FileLine } from '../../../workbench/replay/read-lines.ts';
import { replayLines } from '../../../workbench/replay/replay-file.ts';
import { addToTally, createTally } from '../../../workbench/replay/tally.ts';
import { rootDir } from '../../root-dir.ts';
import { generateLines, loadStories } from '../generate-events.ts';
import { generateLongHistories } from '../long-histories.ts';
import type { Replayed, Sample, Workload } from '../workload.ts';
import { runBareSqlite } from './bare-sqlite.ts';
import { fillState } from './fill-state.ts';

const SAMPLES = 50;
const PORTION = 1_000;
/** Enough orders of every history to copy from. */
const EVENTS_BEFORE_FILLING = 400;
/** Far above the numbers of earlier orders. */
const FIRST_MEASURED_ORDER = 1_000_000;

const tally = createTally();
const samples: Sample[] = [];
let begin = { ms: 0, cpu: process.cpuUsage() };

async function main(workload: Workload): Promise<Replayed> {
  let sqlStatements: number;
  if (workload.kind === 'bare-sqlite') {
    const { statements, rowBytes } = workload;
    begin = { ms: performance.now(), cpu: process.cpuUsage() };
    sqlStatements = runBareSqlite(rootDir, statements, rowBytes, (row) => sampleNowAndThen(row + 1, statements / 2));
  } else if (workload.kind === 'parse') {
    sqlStatements = 0;
    await parseAll(workload.events);
  } else {
    sqlStatements = await replay(workload);
  }
  return {
    samples,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    verdicts: Object.fromEntries(tally.verdicts),
    emails: tally.emails,
    failed: tally.failed,
    sqlStatements,
  };
}

async function replay(workload: Exclude<Workload, { readonly kind: 'bare-sqlite' | 'parse' }>): Promise<number> {
  const place = openStatePlace(rootDir, { fresh: true }, { isLarge: true });
  const common = { root: rootDir, clock: { kind: 'follow' }, latestMs: Infinity } as const;
  const target =
    workload.kind === 'core' ? createCoreTarget(common) : createEventTarget({ ...common, place, isBatched: true });
  try {
    if (workload.kind === 'long-histories') {
      await replayAll(generateLongHistories(rootDir, workload.length), workload.events, target);
    } else {
      const stories = await loadStories(rootDir);
      if (workload.kind === 'mixed' && workload.ordersBefore > 0)
        await prepare(generateLines(stories), workload.ordersBefore, target, place.file);
      await replayAll(generateLines(stories, FIRST_MEASURED_ORDER), workload.events, target);
    }
    return target.emulator()?.statementsRun() ?? 0;
  } finally {
    await target.close();
  }
}

/** Parses lines, made before, in portions that fit into memory. */
async function parseAll(events: number): Promise<void> {
  const lines = generateLines(await loadStories(rootDir), FIRST_MEASURED_ORDER);
  let [elapsedMs, cpuMs] = [0, 0];
  for (let done = 0; done < events; done += PORTION) {
    const portion = Array.from({ length: PORTION }, () => String(lines.next().value));
    const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
    for (const line of portion) JSON.parse(line);
    const { user, system } = process.cpuUsage(cpu);
    elapsedMs += performance.now() - startedAt;
    cpuMs += (user + system) / 1_000;
    samples.push({ events: done + PORTION, elapsedMs, cpuMs, rssMb: process.memoryUsage.rss() / 1024 ** 2 });
  }
}

async function prepare(lines: Iterable<string>, orders: number, target: EventTarget, file: string): Promise<void> {
  for await (const { report } of replayLines(asFile(lines, EVENTS_BEFORE_FILLING), target, undefined)) {
    if (report.failure !== undefined) throw new Error(`The preparation failed: ${report.failure.kind}`);
  }
  fillState(file, orders);
}

async function replayAll(
  lines: AsyncIterable<string> | Iterable<string>,
  events: number,
  target: EventTarget,
): Promise<void> {
  begin = { ms: performance.now(), cpu: process.cpuUsage() };
  for await (const { report } of replayLines(asFile(lines, events), target, undefined)) {
    addToTally(tally, report, undefined);
    sampleNowAndThen(tally.events, events);
  }
}

async function* asFile(lines: AsyncIterable<string> | Iterable<string>, count: number): AsyncGenerator<FileLine> {
  let number = 0;
  for await (const text of lines) {
    if (number >= count) return;
    number += 1;
    yield { number, text };
  }
}

function sampleNowAndThen(done: number, all: number): void {
  if (done % Math.ceil(all / SAMPLES) !== 0 && done !== all) return;
  const cpu = process.cpuUsage(begin.cpu);
  samples.push({
    events: done,
    elapsedMs: performance.now() - begin.ms,
    cpuMs: (cpu.user + cpu.system) / 1_000,
    rssMb: process.memoryUsage.rss() / 1024 ** 2,
  });
}

console.log(JSON.stringify(await main(JSON.parse(process.argv[2] ?? '') as Workload)));
