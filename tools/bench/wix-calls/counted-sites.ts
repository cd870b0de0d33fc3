import { publishedSample } from '../recipes/published-sample.ts';
import { queryThenInsert, SENT_COLLECTION } from '../recipes/query-then-insert.ts';
import { outboxCollections, wixDataOutbox } from '../recipes/wix-data-outbox.ts';
import { rootDir } from '../root-dir.ts';
import type { CountedSite } from './count-calls.ts';

/** The built files of this package and the recipes, on the same emulator. */
export const countedSites = {
  ours: {
    name: 'ours',
    without: '',
    backend: rootDir,
    async setUp(emulator) {
      emulator.putSecret('ORDER_EVENTS_DIGEST_KEY', 'for measurements only: not a secret');
      // The owner's first visit creates the collections, once per site.
      await emulator.invokeWebMethod('backend/notifications.web.js', 'getHealth', [], 'admin');
    },
  },
  sample: {
    name: 'published sample',
    without: 'mails on a status, for every event that shows it; no memory, no record, no retry',
    backend: publishedSample,
    setUp: () => Promise.resolve(),
  },
  queryThenInsert: {
    name: 'query, then insert',
    without:
      'mails once, unless two deliveries meet or it stops half-way; no changes, no late events, no record of what failed, no retry',
    backend: queryThenInsert,
    setUp(emulator) {
      emulator.data.createCollection(SENT_COLLECTION);
      return Promise.resolve();
    },
  },
  outbox: {
    name: 'outbox on Wix Data',
    without:
      'mails once, whatever the deliveries do, and keeps what a job retries, as ours; no changes, no late events',
    backend: wixDataOutbox,
    setUp(emulator) {
      for (const name of Object.values(outboxCollections)) emulator.data.createCollection(name);
      return Promise.resolve();
    },
  },
} as const satisfies Readonly<Record<string, CountedSite>>;
