import { formatWhole } from '../results/format-whole.ts';
import { markdownTable } from '../results/markdown-table.ts';
import { secondsOf, type Stretch } from './simulate-years.ts';

/** A shop with its half-years. */
export interface Shop {
  readonly ordersPerDay: number;
  readonly stretches: readonly Stretch[];
}

const head = [
  'end of day',
  'orders so far',
  'states of orders',
  'notifications',
  'bare keys',
  'claims',
  'items in all',
  'rows cleaned a day',
  'calls a day',
  'most calls in a run',
  'longest run, s',
  'unfinished runs',
];

/** Formats the section about growth. */
export function formatGrowth(shops: readonly Shop[]): string {
  return [
    'The handlers and the daily job of the product, over stores that count each call and keep as items what Wix Data would: every revision of a',
    'state and every claim is one. Each order is paid, which a rule that holds tells, and two days later eight of ten are fulfilled, which',
    'another rule tells, one is canceled, and one is left as it is. `retentionDays` is 90, `orderRetentionDays` 730. The time of a run takes each',
    'call at 300 ms, one after the other; how long Wix takes is not documented. Of the two larger shops ten orders a day go through the',
    'handlers, and what these write is written for the others of the day, too; the daily job meets every order by itself.',
    ...shops.flatMap(({ ordersPerDay, stretches }) => [
      '',
      `${formatWhole(ordersPerDay)} orders a day, at the end of each half-year:`,
      '',
      markdownTable(head, stretches.map(rowOf)),
    ]),
  ].join('\n');
}

function rowOf({ day, orders, items, ...run }: Stretch): readonly string[] {
  const { callsPerDay, mostCallsInADay, rowsPerDay, unfinishedRuns } = run;
  return [
    ...[day, orders, items.orderStates, items.notifications, items.keys, items.claims, items.total].map(formatWhole),
    ...[rowsPerDay, callsPerDay, mostCallsInADay].map(formatWhole),
    secondsOf(mostCallsInADay).toFixed(0),
    formatWhole(unfinishedRuns),
  ];
}
