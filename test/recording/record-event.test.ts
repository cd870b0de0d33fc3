import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { cleanUpRecorded, recordEvent } from '../../src/backend/order-events/recording/record-event.ts';
import type { RecordedEvent, RecordingStore } from '../../src/backend/order-events/recording/recording-store.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

const settings = { isOn: true, atMost: 3, days: 10 };
const day = 86_400_000;
const payload = documentedPayload('wixEcom_onOrderUpdated');

interface World {
  readonly kept: RecordedEvent[];
  readonly logged: string[];
  now: number;
  random: number;
}

function world(): World {
  return { kept: [], logged: [], now: 100 * day, random: 0 };
}

function storeOf({ kept }: World): RecordingStore {
  return {
    async keep(event) {
      kept.push(event);
    },
    count: async () => kept.length,
    listOldest: async (limit, before = Infinity) =>
      kept.filter(({ receivedAt }) => receivedAt < before).slice(0, limit),
    async remove(ids) {
      for (const id of ids)
        kept.splice(
          kept.findIndex((event) => event.id === id),
          1,
        );
    },
  };
}

async function record(
  own: World,
  event: unknown,
  changes: { isOn?: boolean; hasKey?: boolean; store?: RecordingStore } = {},
): Promise<void> {
  const { isOn = true, hasKey = true, store = storeOf(own) } = changes;
  await recordEvent(
    'wixEcom_onOrderUpdated',
    event,
    { ...settings, isOn },
    {
      store,
      now: () => own.now,
      random: () => own.random,
      loadDigest: async () => (hasKey ? createDigest('a key') : undefined),
      log: (_, { reason }) => own.logged.push(String(reason)),
    },
  );
}

it('keeps an event that comes twice as two, under the times of their arrival', async () => {
  const own = world();
  own.random = 0.5;

  await record(own, payload);
  own.now += 1_000;
  await record(own, payload);

  expect(own.kept.map(({ id }) => id.slice(0, 24))).toEqual(['1970-04-11T00:00:00.000Z', '1970-04-11T00:00:01.000Z']);
  expect(own.kept[0]?.text).toBe(own.kept[1]?.text);
  expect(own.kept[0]?.text).not.toContain('janedoe');
});

it('keeps no more than it may, and lets the oldest go', async () => {
  const own = world();

  for (let index = 0; index < 6; index += 1) {
    own.now += 1_000;
    await record(own, payload);
  }

  expect(own.kept.map(({ receivedAt }) => (receivedAt - 100 * day) / 1_000)).toEqual([4, 5, 6]);
});

it('keeps nothing when it is off, when the site has no key, and when the event is too large', async () => {
  const own = world();

  await record(own, payload, { isOn: false });
  await record(own, payload, { hasKey: false });
  await record(own, { items: Array.from({ length: 20_000 }, () => 'text') });

  expect(own.kept).toEqual([]);
  expect(own.logged).toEqual(['no-key', 'too-large']);
});

it.each([[undefined], [{ self: 1n }], [() => undefined]])('never rejects: %p', async (event) => {
  const own = world();
  const broken: RecordingStore = { ...storeOf(own), keep: () => Promise.reject(new Error('busy')) };

  await record(own, event, { store: broken });

  expect(own.logged).toEqual(['failed']);
});

it('removes what is too old once a day', async () => {
  const own = world();
  own.random = 0.5;
  await record(own, payload);
  own.now += 11 * day;
  await record(own, payload);

  const removed = await cleanUpRecorded(settings, Infinity, { store: storeOf(own), now: () => own.now });

  expect(removed).toBe(1);
  expect(own.kept).toHaveLength(1);
});

it('removes nothing once its time is up', async () => {
  const own = world();
  await record(own, payload);
  own.now += 11 * day;

  expect(await cleanUpRecorded(settings, own.now, { store: storeOf(own), now: () => own.now })).toBe(0);
});
