import type { BenchPart } from '../part.ts';
import { formatWhole } from '../results/format-whole.ts';
import { coreSection, growthTable, FIXED, limitsSection, runSection } from './format-replay-bench.ts';
import { plotGrowth, plotRun } from './plots.ts';
import { cpuPerEvent, endOf, runReplay, type Growth } from './run-replay.ts';
import type { Replayed } from './workload.ts';

const EVENTS = 100_000;
const MILLION = 1_000_000;
const numbersOfOrdersBefore = [1_000, 10_000, 100_000, MILLION];
const EVENTS_ON_FULL_STATE = 5_000;
const historyLengths = [10, 100, 1_000];
const EVENTS_OF_HISTORIES = 3_000;
/** Approximate size of a stored order state, in bytes. */
const ROW_BYTES = 2_000;

/** Replay of a hundred thousand events, and the growth of its cost. */
export const replayPart: BenchPart = {
  name: 'replay',
  title: 'Replay: 100,000 events through the emulator',
  isChecked: false,
  async measure({ say }) {
    say(`replay of ${formatWhole(EVENTS)} events`);
    const long = await runReplay({ kind: 'mixed', events: EVENTS, ordersBefore: 0 });
    say('the same by the core');
    const core = await runReplay({ kind: 'core', events: EVENTS });
    say('JSON.parse of the same lines');
    const parse = await runReplay({ kind: 'parse', events: EVENTS });
    say('bare SQLite with as many statements');
    const bare = await runReplay({ kind: 'bare-sqlite', statements: long.sqlStatements, rowBytes: ROW_BYTES });
    const byOrders = await growth(numbersOfOrdersBefore, say, (ordersBefore) =>
      runReplay({ kind: 'mixed', events: EVENTS_ON_FULL_STATE, ordersBefore }),
    );
    const byLength = await growth(historyLengths, say, (length) =>
      runReplay({ kind: 'long-histories', events: EVENTS_OF_HISTORIES, length }),
    );
    const title = 'orders stored before the replay, of which none is touched';
    return {
      ratios: [
        {
          name: 'replay/late-vs-early',
          title:
            'CPU of an event in the last fifth of 100,000, divided by that in the second fifth: the same mixed load',
          value: cpuPerEvent(long, 0.8, 1) / cpuPerEvent(long, 0.2, 0.4),
        },
        {
          name: 'replay/event-vs-bare-sqlite',
          title:
            'CPU of the whole replay, divided by that of bare SQLite with as many statements, half inserts and half reads by id: no site code, no JSON, no record of calls',
          value: endOf(long).cpuMs / endOf(bare).cpuMs,
        },
      ],
      markdown: [
        runSection(long),
        coreSection(core),
        limitsSection(parse, bare, EVENTS),
        growthTable(title, byOrders, EVENTS_ON_FULL_STATE),
        growthTable('events in the history of one order, all replayed', byLength, EVENTS_OF_HISTORIES),
        FIXED,
      ].join('\n\n'),
      plots: [plotRun('replay-run.svg', long), plotGrowth('replay-growth.svg', byOrders, byLength)],
    };
  },
};

/** Replay of a million events: it takes a quarter of an hour, so it runs only on request. */
export const replayMillionPart: BenchPart = {
  name: 'replay-million',
  title: 'Replay: 1,000,000 events through the emulator',
  isChecked: false,
  async measure({ say }) {
    say(`replay of ${formatWhole(MILLION)} events`);
    const replayed = await runReplay({ kind: 'mixed', events: MILLION, ordersBefore: 0 });
    return { ratios: [], markdown: runSection(replayed), plots: [plotRun('replay-million-run.svg', replayed)] };
  },
};

async function growth(
  sizes: readonly number[],
  say: (text: string) => void,
  replay: (size: number) => Promise<Replayed>,
): Promise<Growth> {
  const results = new Map<number, Replayed>();
  for (const size of sizes) {
    say(`growth: ${formatWhole(size)}`);
    results.set(size, await replay(size));
  }
  return results;
}
