import { readDocumentedPayload } from '../../workbench/payload/documented-payloads.ts';
import type { BenchPart, Claim, Ratio } from '../part.ts';
import { rootDir } from '../root-dir.ts';
import { countCalls, type CallCounts } from './count-calls.ts';
import { countedSites } from './counted-sites.ts';
import { countsOfOrder, formatWixCalls, totalOf, type CountedStory } from './format-wix-calls.ts';
import { orderStories } from './order-stories.ts';
import { documentedQuota, ordersPerMinute } from './quotas.ts';

/** Use of the site's quotas by an event. */
export const wixCalls: BenchPart = {
  name: 'wix-calls',
  title: 'Wix calls per event',
  isChecked: true,
  async measure({ say }) {
    say('wix-calls: four sites on the emulator, its journal counted');
    const counted: CountedStory[] = [];
    const stories = orderStories((handler) => readDocumentedPayload(rootDir, handler));
    for (const story of stories) {
      counted.push({
        handler: story.handler,
        ours: await countCalls(countedSites.ours, story),
        sample: await countCalls(countedSites.sample, story),
        queryThenInsert: await countCalls(countedSites.queryThenInsert, story),
        outbox: await countCalls(countedSites.outbox, story),
      });
    }
    return { ratios: ratiosOf(counted), markdown: formatWixCalls(counted), plots: [], claims: claimsOf(counted) };
  },
};

function claimsOf(counted: readonly CountedStory[]): readonly Claim[] {
  const [story] = counted;
  if (story === undefined) return [];
  const besides = ['sample', 'queryThenInsert', 'outbox'] as const;
  const calls = (key: keyof typeof countedSites, step: number): string => String(totalOf(story[key][step]));
  const orders = (key: keyof typeof countedSites): string =>
    ordersPerMinute(documentedQuota, countsOfOrder(story[key]))?.toLocaleString('en') ?? 'no limit';
  const beside = (figureOf: (key: keyof typeof countedSites) => string): string =>
    besides.map((key) => `${figureOf(key)} ${countedSites[key].name}`).join('; ');
  return [
    { what: 'Wix calls of a change with an email', ours: calls('ours', 1), beside: beside((key) => calls(key, 1)) },
    { what: 'Wix calls of a redelivery', ours: calls('ours', 2), beside: beside((key) => calls(key, 2)) },
    {
      what: 'orders of four events a minute, within the one quota that Wix documents',
      ours: orders('ours'),
      beside: beside(orders),
    },
  ];
}

/** The package's own limit. */
const MOST_CALLS_WITH_EMAIL = 7;
const MOST_CALLS_WITHOUT_NEWS = 1;
/** A new container reads the key of the digests as well. */
const MOST_CALLS_OF_NEW_CONTAINER = 2;

function ratiosOf(counted: readonly CountedStory[]): readonly Ratio[] {
  const most = (step: number): number => Math.max(...counted.map(({ ours }) => totalOf(ours[step])));
  const perOrder = (of: (story: CountedStory) => readonly CallCounts[]): number =>
    counted.reduce((sum, story) => sum + totalOf(countsOfOrder(of(story))), 0);
  const ours = perOrder((story) => story.ours);
  return [
    {
      name: 'wix-calls/change-with-email-vs-target',
      title:
        'all calls of a change with one email, of any product, by the seven that are allowed: five, and a look for an erasure before the email and after the note of it',
      value: most(1) / MOST_CALLS_WITH_EMAIL,
      target: 1,
    },
    {
      name: 'wix-calls/redelivery-vs-target',
      title: 'all calls of a redelivery by the one read that is allowed',
      value: most(2) / MOST_CALLS_WITHOUT_NEWS,
      target: 1,
    },
    {
      name: 'wix-calls/no-change-vs-target',
      title: 'all calls of an event without news by the one read that is allowed',
      value: most(3) / MOST_CALLS_WITHOUT_NEWS,
      target: 1,
    },
    {
      name: 'wix-calls/new-container-vs-target',
      title: 'all calls of a redelivery to a new container by the two that are allowed: the read, and that of a secret',
      value: most(4) / MOST_CALLS_OF_NEW_CONTAINER,
      target: 1,
    },
    {
      name: 'wix-calls/order-vs-outbox',
      title: `calls of the four events of an order by those of an outbox on Wix Data, which ${countedSites.outbox.without}`,
      value: ours / perOrder((story) => story.outbox),
    },
    {
      name: 'wix-calls/order-vs-query-then-insert',
      title: `calls of the four events of an order by those of query-then-insert, which ${countedSites.queryThenInsert.without}`,
      value: ours / perOrder((story) => story.queryThenInsert),
    },
    {
      name: 'wix-calls/order-vs-published-sample',
      title: `calls of the four events of an order by those of the published sample, which ${countedSites.sample.without}`,
      value: ours / perOrder((story) => story.sample),
    },
  ];
}
