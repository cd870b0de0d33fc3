import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import { formatWhole } from '../results/format-whole.ts';
import { markdownTable } from '../results/markdown-table.ts';
import type { CallCounts } from './count-calls.ts';
import { countedSites } from './counted-sites.ts';
import { steps } from './order-stories.ts';
import { documentedQuota, ordersPerMinute, QUOTA_BY_PLAN_SOURCE } from './quotas.ts';

/** Calls for each event of one order, on each site. */
export interface CountedStory extends Readonly<Record<keyof typeof countedSites, readonly CallCounts[]>> {
  readonly handler: HandlerName;
}

/** Returns the number of all calls; zero for none. */
export function totalOf(counts: CallCounts | undefined): number {
  return counts === undefined ? 0 : counts.reads + counts.writes + counts.emails;
}

/** Returns the sum of the calls for several events. */
export function sumOf(all: readonly CallCounts[]): CallCounts {
  return all.reduce(
    (sum, { reads, writes, emails }) => ({
      reads: sum.reads + reads,
      writes: sum.writes + writes,
      emails: sum.emails + emails,
    }),
    { reads: 0, writes: 0, emails: 0 },
  );
}

const siteKeys = Object.keys(countedSites) as (keyof typeof countedSites)[];

/** Formats the section about Wix calls: the cost of each event, and the orders per minute that the quotas allow. */
export function formatWixCalls(counted: readonly CountedStory[]): string {
  const [first] = counted;
  if (first === undefined) throw new Error('Nothing was counted');
  return [
    'Counted on the emulator, in its journal, once a site’s collections are there. Reads + writes + emails of each event.',
    '',
    ...(['sample', 'queryThenInsert'] as const).map(
      (key) => `- **${countedSites[key].name}** ${countedSites[key].without}.`,
    ),
    '- **ours** knows what changed, mails each change once whatever the deliveries do, and keeps a record that is retried.',
    '',
    markdownTable(
      ['order of', 'event', ...siteKeys.map((key) => countedSites[key].name)],
      counted.flatMap((story) =>
        steps.map((step, index) => [
          `\`${story.handler}\``,
          step,
          ...siteKeys.map((key) => callsIn(story[key][index])),
        ]),
      ),
      false,
    ),
    '',
    'The published sample mails again for each later event that still shows the status: three emails for one change above.',
    '',
    '### What the quotas allow',
    '',
    `Wix counts reads and writes apart. The only figures that it documents are ${formatWhole(documentedQuota.readsPerMinute)} reads and`,
    `${formatWhole(documentedQuota.writesPerMinute)} writes a minute, for any site, to be raised on request (${documentedQuota.source}).`,
    `Its current page says that the quota depends on the plan (${QUOTA_BY_PLAN_SOURCE});`,
    'the copy of it that we could read names no figure for any plan, so the second row gives what each 1,000 writes and 2,000 reads',
    'of a plan’s quota allow. The quota of backend requests (5,000 a minute on free sites, 7,000 on premium ones:',
    'https://support.wix.com/en/article/velo-about-backend-limitations) counts calls from the frontend, not events.',
    '',
    'Assumption: an order makes the four events above – first seen, one change with an email, one redelivery, one without news – and',
    'nothing else on the site uses Wix Data. How many events an order makes is not documented.',
    '',
    markdownTable(
      ['orders a minute', ...siteKeys.map((key) => countedSites[key].name)],
      [
        ['any plan, documented quota', ...siteKeys.map((key) => ordersIn(documentedQuota, sumOf(first[key])))],
        [
          'each 2,000 reads and 1,000 writes of a plan’s quota',
          ...siteKeys.map((key) => ordersIn({ readsPerMinute: 2000, writesPerMinute: 1000 }, sumOf(first[key]))),
        ],
      ],
    ),
    '',
    'The published sample uses no data, so this quota does not hold it. What exceeds the quota is refused (WDE0014): ours tries twice',
    'more, then goes on for a minute to keep the event for the hourly job; the recipes lose it.',
  ].join('\n');
}

function callsIn(counts: CallCounts | undefined): string {
  if (counts === undefined || totalOf(counts) === 0) return '0';
  const { reads, writes, emails } = counts;
  return `**${String(totalOf(counts))}** (${String(reads)} + ${String(writes)} + ${String(emails)})`;
}

function ordersIn(quota: Parameters<typeof ordersPerMinute>[0], perOrder: CallCounts): string {
  return ordersPerMinute(quota, perOrder)?.toLocaleString('en') ?? 'no limit';
}
