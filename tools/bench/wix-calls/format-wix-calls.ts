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
  return counts === undefined ? 0 : counts.reads + counts.writes + counts.emails + counts.secrets;
}

/** Returns the counts of the events of an order, without the last one, which only shows what a new container adds. */
export function countsOfOrder(counts: readonly CallCounts[]): CallCounts {
  return sumOf(counts.slice(0, EVENTS_OF_ORDER));
}

const EVENTS_OF_ORDER = 4;

/** Returns the sum of the calls for several events. */
function sumOf(all: readonly CallCounts[]): CallCounts {
  return all.reduce(
    (sum, { reads, writes, emails, secrets, waits }) => ({
      reads: sum.reads + reads,
      writes: sum.writes + writes,
      emails: sum.emails + emails,
      secrets: sum.secrets + secrets,
      waits: sum.waits + waits,
    }),
    { reads: 0, writes: 0, emails: 0, secrets: 0, waits: 0 },
  );
}

const siteKeys = Object.keys(countedSites) as (keyof typeof countedSites)[];

/** Formats the section about Wix calls: the cost of each event, and the orders per minute that the quotas allow. */
export function formatWixCalls(counted: readonly CountedStory[]): string {
  const [first] = counted;
  if (first === undefined) throw new Error('Nothing was counted');
  return [
    'Counted on the emulator, in its journal, once a site’s collections are there. Reads + writes + emails of each event, and + 1 where a',
    'secret is read; in brackets how often the handler waits, as calls made at the same time are one wait. The limit is one call, the email:',
    'with n ms for each call, a handler that waits w times takes w × n ms.',
    '',
    ...(['sample', 'queryThenInsert', 'outbox'] as const).map(
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
    'Assumption: an order makes the first four events above – first seen, one change with an email, one redelivery, one without news – and',
    'nothing else on the site uses Wix Data. How many events an order makes is not documented.',
    '',
    markdownTable(
      ['orders a minute', ...siteKeys.map((key) => countedSites[key].name)],
      [
        ['any plan, documented quota', ...siteKeys.map((key) => ordersIn(documentedQuota, countsOfOrder(first[key])))],
        [
          'each 2,000 reads and 1,000 writes of a plan’s quota',
          ...siteKeys.map((key) =>
            ordersIn({ readsPerMinute: 2000, writesPerMinute: 1000 }, countsOfOrder(first[key])),
          ),
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
  const { reads, writes, emails, secrets, waits } = counts;
  const parts = [reads, writes, emails, ...(secrets === 0 ? [] : [secrets])].map(String).join(' + ');
  return `**${String(totalOf(counts))}** = ${parts} (${String(waits)})`;
}

function ordersIn(quota: Parameters<typeof ordersPerMinute>[0], perOrder: CallCounts): string {
  return ordersPerMinute(quota, perOrder)?.toLocaleString('en') ?? 'no limit';
}
