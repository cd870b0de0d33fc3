import { join } from 'node:path';

import type { Emulator } from '../../emulator/emulator.ts';
import type { HandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import { cleanUp, open } from '../emulator/site-fixture.ts';
import { changed, type PayloadChanges } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import type { JsonObject } from '../../tools/workbench/payload/json.ts';

const siteDir = join(__dirname, '../..');

afterEach(cleanUp);

interface Story {
  readonly handler: HandlerName;
  /** Wix's time of the last event. */
  readonly now: string;
  readonly first: PayloadChanges;
  /** What the change changes, in an event of its own. */
  readonly change: PayloadChanges;
  /** Another event of the same state. */
  readonly again: PayloadChanges;
}

const stories: Readonly<Record<string, Story>> = {
  'a ticket order that is paid': {
    handler: 'wixEvents_onOrderUpdated',
    now: '2020-04-28T12:40:00.000Z',
    first: { status: 'INITIATED', confirmed: false, timestamp: '2020-04-28T12:23:51.523Z' },
    change: {},
    again: { timestamp: '2020-04-28T12:30:00.000Z' },
  },
  'a plan order that is paid': {
    handler: 'wixPricingPlans_onOrderUpdated',
    now: '2022-07-26T16:00:00.000Z',
    first: {},
    change: {
      'metadata.id': 'paid',
      'metadata.eventTime': '2022-07-26T15:30:06.124503Z',
      'entity.lastPaymentStatus': 'PAID',
      'entity._updatedDate': '2022-07-26T15:30:05.117Z',
    },
    again: { 'metadata.id': 'again', 'metadata.eventTime': '2022-07-26T15:40:06.124503Z' },
  },
  'a shop order that is fulfilled': {
    handler: 'wixEcom_onOrderUpdated',
    now: '2023-01-16T15:00:00.000Z',
    first: {},
    change: {
      'metadata.id': 'fulfilled',
      'metadata.eventTime': '2023-01-16T14:30:13.143235Z',
      'entity.fulfillmentStatus': 'FULFILLED',
      'entity._updatedDate': '2023-01-16T14:30:13.099Z',
    },
    again: { 'metadata.id': 'again', 'metadata.eventTime': '2023-01-16T14:40:13.143235Z' },
  },
};

/** The Wix calls of one event on the built site, in order. */
async function callsOf(emulator: Emulator, handler: HandlerName, event: JsonObject): Promise<string[]> {
  const { calls, result } = await emulator.invokeEvent(handler, event);
  expect(result.kind).toBe('returned');
  return calls.map(({ kind, member, detail }) => `${kind} ${member} ${detail.collection ?? ''}`.trim());
}

describe.each(Object.entries(stories))('%s', (_name, { handler, now, first, change, again }) => {
  const before = changed(documentedPayload(handler), first);
  const after = changed(documentedPayload(handler), Object.keys(change).length > 0 ? { ...first, ...change } : change);

  it('costs seven Wix calls with its email, and one when it is told again', async () => {
    const emulator = open(siteDir, { startAt: Date.parse(now) });
    await callsOf(emulator, handler, before);

    const told = await callsOf(emulator, handler, after);
    const redelivered = await callsOf(emulator, handler, after);
    const unchanged = await callsOf(emulator, handler, changed(after, again));

    // The first email of a site makes the collection of notifications as well.
    const known = told.filter((call) => !call.includes('createDataCollection'));
    expect(known.filter((call, index) => call !== known[index - 1])).toEqual([
      'data query.find OrderEventsOrders',
      'data insert OrderEventsNotifications',
      'data insert OrderEventsOrders',
      'data query.find OrderEventsErasures',
      'email triggeredEmails.emailContact',
      'data save OrderEventsNotifications',
      'data query.find OrderEventsErasures',
    ]);
    expect(redelivered).toEqual(['data query.find OrderEventsOrders']);
    expect(unchanged).toEqual(['data query.find OrderEventsOrders']);
    expect(emulator.emails()).toHaveLength(1);
  });
});

it('a change with its email costs seven calls in all, once the collections are there', async () => {
  const emulator = open(siteDir, { startAt: Date.parse('2023-01-16T15:00:00.000Z') });
  const { handler, change } = stories['a shop order that is fulfilled'] ?? fail();
  const orderOf = (id: string, more: PayloadChanges = {}) =>
    changed(documentedPayload(handler), { 'entity._id': id, 'metadata.entityId': id, ...more });
  await callsOf(emulator, handler, orderOf('order-1'));
  await callsOf(emulator, handler, orderOf('order-1', change));
  await callsOf(emulator, handler, orderOf('order-2'));

  const calls = await callsOf(emulator, handler, orderOf('order-2', change));

  expect(calls).toHaveLength(7);
  expect(emulator.emails()).toHaveLength(2);
});

function fail(): never {
  throw new Error('There is no such story');
}
