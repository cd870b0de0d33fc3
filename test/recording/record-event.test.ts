import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { RecordedEvent, RecordedEvents } from '../../src/backend/order-events/ports/recorded-events.ts';
import { cleanUpRecorded, recordEvent } from '../../src/backend/order-events/recording/record-event.ts';
import { createDigest } from '../../src/backend/order-events/values/create-digest.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

const settings = { isOn: true, atMost: 3, days: 10 };
const DAY = 86_400_000;
const payload = documentedPayload('wixEcom_onOrderUpdated');

/** A site's recording: what it keeps, and why it kept nothing. */
interface Recording {
  readonly world: World;
  readonly logged: string[];
  /** What the next random number is: below a twentieth has the recording trimmed. */
  random: number;
}

function recording(): Recording {
  return { world: emptyWorld(100 * DAY), logged: [], random: 0 };
}

function keptIn({ world }: Recording): readonly RecordedEvent[] {
  return [...world.recorded.values()];
}

async function record(
  own: Recording,
  event: unknown,
  changes: { readonly isOn?: boolean; readonly hasKey?: boolean; readonly recorded?: RecordedEvents } = {},
): Promise<void> {
  const { isOn = true, hasKey = true, ...ports } = changes;
  await recordEvent(
    'wixEcom_onOrderUpdated',
    event,
    { ...settings, isOn },
    {
      ...createInMemoryPorts(own.world),
      random: () => own.random,
      loadDigest: async () => (hasKey ? createDigest('a key of the tests, long enough to be one') : undefined),
      log: (_, { reason }) => own.logged.push(String(reason)),
      ...ports,
    },
  );
}

it('keeps an event that comes twice as two, under the times of their arrival', async () => {
  const own = recording();
  own.random = 0.5;

  await record(own, payload);
  own.world.now += 1_000;
  await record(own, payload);

  const [first, second] = keptIn(own);
  expect([first?.id, second?.id].map((id) => id?.slice(0, 24))).toEqual([
    '1970-04-11T00:00:00.000Z',
    '1970-04-11T00:00:01.000Z',
  ]);
  expect(first?.text).toBe(second?.text);
  expect(first?.text).not.toContain('janedoe');
});

it('keeps no more than it may, and lets the oldest go', async () => {
  const own = recording();

  for (let index = 0; index < 6; index += 1) {
    own.world.now += 1_000;
    await record(own, payload);
  }

  expect(keptIn(own).map(({ receivedAt }) => (receivedAt - 100 * DAY) / 1_000)).toEqual([4, 5, 6]);
});

it('keeps nothing when it is off, when the site has no key, and when the event is too large', async () => {
  const own = recording();

  await record(own, payload, { isOn: false });
  await record(own, payload, { hasKey: false });
  await record(own, { items: Array.from({ length: 20_000 }, () => 'text') });

  expect(keptIn(own)).toEqual([]);
  expect(own.logged).toEqual(['no-key', 'too-large']);
});

it.each([[undefined], [{ self: 1n }], [() => undefined]])('never rejects: %p', async (event) => {
  const own = recording();
  const { recorded } = createInMemoryPorts(own.world);

  await record(own, event, { recorded: { ...recorded, keep: () => Promise.reject(new Error('busy')) } });

  expect(own.logged).toEqual(['failed']);
});

it('removes what is too old once a day', async () => {
  const own = recording();
  own.random = 0.5;
  await record(own, payload);
  own.world.now += 11 * DAY;
  await record(own, payload);

  const removed: number[] = [];
  const turn = { isInTime: () => true, limit: 1000 };
  const isDone = await cleanUpRecorded(settings, turn, (count) => removed.push(count), createInMemoryPorts(own.world));

  expect([isDone, removed]).toEqual([true, [1]]);
  expect(keptIn(own)).toHaveLength(1);
});

it('removes nothing once its time is up', async () => {
  const own = recording();
  await record(own, payload);
  own.world.now += 11 * DAY;

  const turn = { isInTime: () => false, limit: 1000 };
  const isDone = await cleanUpRecorded(settings, turn, () => undefined, createInMemoryPorts(own.world));

  expect([isDone, keptIn(own).length]).toEqual([false, 1]);
});
