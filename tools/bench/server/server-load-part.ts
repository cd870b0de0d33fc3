import type { BenchPart } from '../part.ts';
import { formatWhole } from '../results/format-whole.ts';
import { markdownTable } from '../results/markdown-table.ts';
import { fullLoad, type LoadSettings } from './load-settings.ts';
import { runLoad, type LoadRun, type Trouble } from './run-load.ts';
import { databaseAway, databaseRestarts, kills } from './troubles.ts';

/** Short load with the same rate as the full one. */
const troubled: Partial<LoadSettings> = { orders: 300, minutes: 0.5 };

/** Benchmark of the webhook server under the load of a sale, and under disturbances. */
export const serverLoadPart: BenchPart = {
  name: 'server-load',
  title: 'The webhook server under load: every answer in time, nothing lost, nothing told twice',
  isChecked: false,
  async measure({ say, load }) {
    const settings = { ...fullLoad, ...load };
    const runs: readonly (readonly [name: string, settings: LoadSettings, trouble?: Trouble])[] = [
      ['undisturbed', settings],
      ['a process killed every few seconds', { ...settings, ...troubled }, kills(settings.seed)],
      ...(settings.database === 'postgres'
        ? ([
            ['the database restarted', { ...settings, ...troubled }, databaseRestarts],
            ['the database away for an hour', { ...settings, ...troubled }, databaseAway],
          ] as const)
        : []),
    ];
    const rows: (readonly string[])[] = [];
    for (const [name, own, trouble] of runs) {
      say(name);
      const run = await runLoad(own, say, trouble);
      say(JSON.stringify(run));
      rows.push(rowOf(name, run));
    }
    return { ratios: [], markdown: [intro(settings), '', markdownTable(head, rows)].join('\n'), plots: [] };
  },
};

const head = [
  'run',
  'orders',
  'minutes',
  'attempts',
  'of that sent again by Wix',
  'answers ms p50',
  'p99',
  'p99.9',
  'given up by Wix',
  'emails',
  'sends under a known key',
  'missing',
  'doubled',
  'CPU ms an attempt',
];

function rowOf(name: string, run: LoadRun): readonly string[] {
  const { settings, answerMs } = run;
  return [
    name,
    formatWhole(settings.orders),
    String(settings.minutes),
    ...[run.attempts, run.resends, answerMs.p50, answerMs.p99, answerMs.p999].map(formatWhole),
    ...[run.givenUp, run.emails, run.sentAgain, run.missing, run.doubled].map(formatWhole),
    (run.cpuMs / run.attempts).toFixed(1),
  ];
}

function intro({ processes, database, emailMs, duplicateShare, maxDelayMs, tenants }: LoadSettings): string {
  return [
    `Orders of four webhooks each, ${String(duplicateShare * 100)} % of them delivered twice and each up to ${String(maxDelayMs / 1000)} s late, of ${String(tenants)}`,
    `installations, on ${String(processes)} processes of the built server with ${database === 'postgres' ? 'PostgreSQL' : 'SQLite'}. Wix, emulated, takes ${String(emailMs / 1000)} s for each email, which goes out under a key. Two`,
    'emails are expected of each order, whatever the order of its webhooks; *missing* and *doubled* count what Wix sent. An answer later than',
    '1,250 ms counts as none, and what is not answered with 200 comes again by Wix’s schedule, whose waits are skipped when nothing else is left to do. All of it, the',
    'driver and the emulated Wix too, shares the cores of one machine.',
  ].join('\n');
}
