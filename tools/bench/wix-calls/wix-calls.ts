import { readDocumentedPayload } from '../../workbench/payload/documented-payloads.ts';
import type { BenchPart, Ratio } from '../part.ts';
import { rootDir } from '../root-dir.ts';
import { countCalls, type CallCounts } from './count-calls.ts';
import { countedSites } from './counted-sites.ts';
import { formatWixCalls, sumOf, totalOf, type CountedStory } from './format-wix-calls.ts';
import { orderStories } from './order-stories.ts';

/** Use of the site's quotas by an event. */
export const wixCalls: BenchPart = {
  name: 'wix-calls',
  title: 'Wix calls per event',
  isChecked: true,
  async measure({ say }) {
    say('wix-calls: three sites on the emulator, its journal counted');
    const counted: CountedStory[] = [];
    const stories = orderStories((handler) => readDocumentedPayload(rootDir, handler));
    for (const story of stories) {
      counted.push({
        handler: story.handler,
        ours: await countCalls(countedSites.ours, story),
        sample: await countCalls(countedSites.sample, story),
        queryThenInsert: await countCalls(countedSites.queryThenInsert, story),
      });
    }
    return { ratios: ratiosOf(counted), markdown: formatWixCalls(counted), plots: [] };
  },
};

/** The package's own limit. */
const MOST_CALLS_WITH_EMAIL = 7;
const MOST_CALLS_WITHOUT_NEWS = 1;

function ratiosOf(counted: readonly CountedStory[]): readonly Ratio[] {
  const most = (step: number): number => Math.max(...counted.map(({ ours }) => totalOf(ours[step])));
  const perOrder = (of: (story: CountedStory) => readonly CallCounts[]): number =>
    counted.reduce((sum, story) => sum + totalOf(sumOf(of(story))), 0);
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
