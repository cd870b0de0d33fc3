import { join } from 'node:path';
import { buildSync } from 'esbuild';

import { changed } from '../../tools/workbench/payload/changed-event.ts';
import type { Json } from '../../tools/workbench/payload/json.ts';
import { cleanUp, makeSite, open } from '../emulator/site-fixture.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

const HANDLER = 'wixEvents_onOrderUpdated';
const TICKETS = 40;

const SOURCE = `
  import { createOrderEvents } from './src/backend/order-events/create-order-events.ts';
  import { createSiteLoad } from './src/backend/order-events/wix/site-load.ts';
  import { createStoreClock } from './src/backend/order-events/wix/store-clock.ts';
  import { createWixChannels } from './src/backend/order-events/wix/wix-channels.ts';
  import { createWixStores } from './src/backend/order-events/wix/wix-stores.ts';

  const clock = createStoreClock(Date.now);
  const { handleOrderEvent } = createOrderEvents({
    ...createWixStores({ effort: 'brief', random: Math.random, load: createSiteLoad(Date.now), clock }),
    channels: createWixChannels({ now: Date.now, loadTemplates: () => Promise.resolve({}) }),
    now: Date.now,
    storeTime: clock.read,
    random: Math.random,
    loadDigest: () => Promise.resolve(undefined),
    findCaller: () => Promise.resolve(undefined),
    log: () => undefined,
  });
  const rule = { id: 'checked-in', product: 'wix-events', change: 'ticket-checked-in', emailId: 'CheckedIn', recipient: 'guest', variables: () => ({}) };
  const site = { rules: [rule], settings: { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 } };

  export function ${HANDLER}(event) {
    return handleOrderEvent('${HANDLER}', event, site);
  }
`;

function eventOf(timestamp: string, each: Readonly<Record<string, Json>>): Json {
  const tickets = Array.from({ length: TICKETS }, (_none, index): Json => {
    return { ticketNumber: `T-${String(index)}`, contactId: `guest-${String(index)}`, ...each };
  });
  return changed(documentedPayload(HANDLER), { timestamp, tickets });
}

afterEach(cleanUp);

it('forty messages of one event are stored, looked up and noted with nine calls to Wix Data', async () => {
  const { outputFiles } = buildSync({
    stdin: { contents: SOURCE, resolveDir: join(__dirname, '../..'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    target: 'es2020',
    external: ['wix-*'],
    write: false,
  });
  const siteDir = makeSite({ 'src/backend/events.js': outputFiles[0]?.text ?? '', 'package.json': '{}' });
  const emulator = open(siteDir, { startAt: Date.UTC(2020, 3, 28, 12, 25) });
  await emulator.invokeEvent(HANDLER, eventOf('2020-04-28T12:24:00.000Z', {}));
  const checkedIn = { checkIn: { created: '2020-04-28T12:24:20.92Z' } };
  const { calls, result } = await emulator.invokeEvent(HANDLER, eventOf('2020-04-28T12:24:29.768Z', checkedIn));

  expect(result.kind).toBe('returned');
  // The first use of a collection makes it.
  const made = calls.filter(({ kind, outcome, member }) => {
    return kind === 'data' && outcome === 'ok' && !member.startsWith('collections.');
  });
  expect(made.map(({ member }) => member)).toEqual([
    'query.find',
    'bulkInsert',
    'insert',
    'query.find',
    'bulkSave',
    'query.find',
    'query.find',
    'bulkSave',
    'query.find',
  ]);
  expect(calls.filter(({ kind }) => kind === 'email')).toHaveLength(TICKETS);
});
