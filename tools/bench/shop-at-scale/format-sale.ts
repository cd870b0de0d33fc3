import { formatWhole } from '../results/format-whole.ts';
import { markdownTable } from '../results/markdown-table.ts';
import { defaultSale } from './sale-settings.ts';
import type { SaleResult } from './simulate-sale.ts';
import { summarizeSale, type Seconds } from './summarize-sale.ts';

/** Conditions of a sale. */
export interface SaleConditions {
  readonly quota: number;
  readonly containers: number;
  readonly isRedelivered: boolean;
}

/** Names the conditions of a sale. */
export function nameOfRun({ quota, containers, isRedelivered }: SaleConditions): string {
  const place = containers === 1 ? '1 container' : `${String(containers)} containers`;
  return `${formatWhole(quota)}, ${place}${isRedelivered ? ', events come again' : ''}`;
}

/** A sale under one quota, on this package's site and on the naive one. */
export interface SaleRun extends SaleConditions {
  readonly ours: SaleResult;
  readonly naive: SaleResult;
}

/** Describes the simulation, with one line per assumption. */
export function assumptionLines(checked: number): string {
  const { orders, decayMs, saleMs, stoppedPercent, duplicatePercent, latePercent, canceledPercent } = defaultSale;
  const { timeoutsInTenThousand, refusedEmailsInThousand, observedMs } = defaultSale;
  return [
    'A discrete-event simulation on virtual time, not the emulator: the retries of a data call wait on timers, which the emulator ' +
      'runs in real time. The handler and job code of this package runs as it is on the in-memory store of the tests; every call of a ' +
      `port takes virtual time and may fail or never return. Check: of a small sale without faults, the ${String(checked)} emails of the simulation ` +
      'are those that the built files send in the emulator.',
    'Assumptions (Wix documents none of these, but the refusals):',
    [
      `Arrivals: ${formatWhole(orders)} orders in ${String(saleMs / 60_000)} minutes, at random at a rate that falls to 1/e every ${String(decayMs / 60_000)} minutes.`,
      `Events of an order: begun; paid 10 s to 2 min later; the same state told again within 2 s; ${String(canceledPercent)} % are canceled within half an hour.`,
      `${String(duplicatePercent)} % of events are delivered twice, ${String(latePercent)} % of deliveries are late by up to a minute.`,
      'A data call takes 60 ms and an email call 300 ms in the median, lognormal, the 99th percentile four times that.',
      `Of 10,000 data calls ${String(timeoutsInTenThousand)} end after 5 s without an answer, half of them with effect; of 1,000 email calls ${String(refusedEmailsInThousand)} are refused.`,
      `Handlers are spread at random over 1, 4 or 10 containers, which stop after half an hour in the mean with all handlers in them. Wix documents neither.`,
      `${String(stoppedPercent)} % of handler runs are drawn to stop for good after one of five calls; those that make fewer go on.`,
      'The quota is counted by the minute of the clock, and a refused call does not count. That calls beyond a quota are refused with WDE0014 is documented: https://dev.wix.com/docs/sdk/backend-modules/data/error-codes; the quotas below are round numbers, not those of plans.',
      'An event whose handler was stopped or rejected does not come again, unless its line says so; then it does after 1 min, 10 min, 1 h and so on, as Wix documents it for webhooks: https://dev.wix.com/docs/rest/articles/getting-started/webhook-resend-policy.',
      `The hourly job and the reconcile job start within five minutes of their time; ${String(observedMs / 3_600_000)} hours are watched.`,
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  ].join('\n\n');
}

/** Formats the outcome of each run. */
export function outcomeTable(runs: readonly SaleRun[]): string {
  const head = [
    'data calls a minute',
    'site',
    'told',
    'losses',
    'repeats',
    'resent in the window',
    'still waiting',
    'never shown',
    'too old',
    'no contact',
    'failed or held',
  ];
  const rows = bySite(runs).map(([name, site, { verdicts }]) => [
    name,
    site,
    `${formatWhole(verdicts.sent)} of ${formatWhole(verdicts.expected)}`,
    formatWhole(verdicts.losses),
    formatWhole(verdicts.repeats),
    `${formatWhole(verdicts.resentStopped)} stopped, ${formatWhole(verdicts.resentNotNoted)} not noted`,
    formatWhole(verdicts.waiting),
    formatWhole(verdicts.unseen),
    formatWhole(verdicts.expired),
    formatWhole(verdicts.noContact),
    formatWhole(verdicts.failed + verdicts.held),
  ]);
  return markdownTable(head, rows);
}

/** Formats the delays and the cost of each run. */
export function costTable(runs: readonly SaleRun[]): string {
  const head = [
    'data calls a minute',
    'site',
    'median, 99 %, longest',
    'undisturbed orders',
    'stopped or throttled',
    'data calls',
    'most in a minute',
    'throttled',
    'handlers that rejected',
    'events kept',
  ];
  const rows = bySite(runs).map(([name, site, result]) => {
    const { all, calm, disturbed, peakCallsPerMinute } = summarizeSale(result);
    return [
      name,
      site,
      times(all),
      times(calm),
      times(disturbed),
      formatWhole(result.counts.data),
      formatWhole(peakCallsPerMinute),
      formatWhole(result.counts.throttled),
      formatWhole(result.record.threw),
      formatWhole(result.kept),
    ];
  });
  return markdownTable(head, rows);
}

function bySite(runs: readonly SaleRun[]): (readonly [string, string, SaleResult])[] {
  return runs.flatMap(({ ours, naive, ...conditions }) => {
    const name = nameOfRun(conditions);
    return [[name, 'this package', ours] as const, [name, 'query, insert, mail', naive] as const];
  });
}

function times(seconds: readonly Seconds[]): string {
  return seconds.map(duration).join(', ');
}

function duration(seconds: Seconds): string {
  if (seconds === undefined) return '–';
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return seconds < 3_600 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
