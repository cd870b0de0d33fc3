import type { EventReport } from '../local-site/event-report.ts';
import { reportRejection } from '../local-site/event-report.ts';
import type { EventTarget } from '../local-site/fire-event.ts';
import { tooLarge } from '../payload/parse-event.ts';
import { compareFacts, type Comparison } from './compare-facts.ts';
import type { KeptResults } from './kept-results.ts';
import type { FileLine } from './read-lines.ts';
import { readReplayLine } from './replay-line.ts';
import { factsOf } from './report-facts.ts';

/** Result of replaying one line of a file. */
export interface ReplayedLine {
  readonly number: number;
  readonly report: EventReport;
  /** `undefined` if there is no last run to compare with. */
  readonly comparison: Comparison | undefined;
}

/** Limits of a batch: enough events to make its transaction cheap, and a time after which somebody wants to see results. */
const batchLimits = { events: 200, ms: 250 };

/**
 * Replays lines one after the other and keeps their results; an invalid line yields a rejected report. Reports come when what they say is
 * stored, so that the death of this process loses nothing that was reported.
 */
export async function* replayLines(
  lines: AsyncIterable<FileLine> | Iterable<FileLine>,
  target: EventTarget,
  kept: KeptResults | undefined,
): AsyncGenerator<ReplayedLine> {
  let batch: ReplayedLine[] = [];
  let startedAt = performance.now();

  function stored(): readonly ReplayedLine[] {
    const done = batch;
    batch = [];
    target.commit();
    startedAt = performance.now();
    return done;
  }

  try {
    for await (const line of lines) {
      const { number, text } = line;
      if (line.tooLong === undefined && text.trim() === '') continue;
      const report = await replayOne(line, target);
      batch.push({ number, report, comparison: kept === undefined ? undefined : await compareWithLast(report, kept) });
      if (batch.length === batchLimits.events || performance.now() - startedAt > batchLimits.ms) yield* stored();
    }
  } catch (error) {
    yield* unlessFailing(stored);
    throw error;
  }
  yield* stored();
}

/** Returns what could be stored before a failure: after that of a disk, it may be nothing. */
function unlessFailing(stored: () => readonly ReplayedLine[]): readonly ReplayedLine[] {
  try {
    return stored();
  } catch {
    return [];
  }
}

async function replayOne({ text, tooLong }: FileLine, target: EventTarget): Promise<EventReport> {
  if (tooLong !== undefined) return reportRejection(null, { path: 'line', ...tooLarge(tooLong) });
  const line = readReplayLine(text);
  return line.kind === 'rejected' ? reportRejection(line.handler, line.rejection) : await target.fire(line.delivery);
}

async function compareWithLast(report: EventReport, kept: KeptResults): Promise<Comparison | undefined> {
  const facts = factsOf(report);
  kept.keep(facts);
  const last = kept.isThere ? await kept.next() : undefined;
  return last === undefined ? undefined : compareFacts(last, facts);
}
