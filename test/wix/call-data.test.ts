import type { Emulator } from '../../emulator/emulator.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { cleanUp } from '../emulator/site-fixture.ts';
import { noon, sampleNotification } from '../ports/sample-rows.ts';
import { openStoreSite, storesOfSite } from './store-site.ts';

const { key } = sampleNotification();
const insert = { kind: 'data', member: 'insert' } as const;

afterAll(cleanUp);

/** A site whose collections are there. */
async function openReadySite(): Promise<Emulator> {
  const emulator = openStoreSite();
  const { notifications, claims } = storesOfSite(emulator);
  await notifications.insert(sampleNotification({ key: 'first' }));
  await claims.claim('first', 1, noon);
  return emulator;
}

/** The members and outcomes of the calls since the given count. */
function callsSince(emulator: Emulator, count: number): string[] {
  return emulator
    .calls()
    .slice(count)
    .map(({ member, outcome }) => `${member} ${outcome}`);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof OrderEventsError ? error.code : String(error)),
  );
}

describe('a collection that is missing', () => {
  it('is made on first use, for the owner alone, and the call is made again', async () => {
    const emulator = openStoreSite();

    expect(await storesOfSite(emulator).notifications.insert(sampleNotification())).toBe('inserted');
    expect(callsSince(emulator, 0)).toEqual(['insert WDE0025', 'collections.createDataCollection ok', 'insert ok']);
  });

  it('that cannot be made is an error of its own', async () => {
    const emulator = openStoreSite();
    emulator.faults.failNext({ call: { member: 'collections.createDataCollection' }, code: 'WDE0027', times: 9 });

    expect(await codeOf(storesOfSite(emulator).notifications.insert(sampleNotification()))).toBe('store-missing');
  });

  it('that somebody else makes meanwhile is taken as it is', async () => {
    const emulator = openStoreSite();
    const { notifications } = storesOfSite(emulator);

    const results = await Promise.all([1, 2, 3].map(() => notifications.insert(sampleNotification())));

    expect(results.sort()).toEqual(['exists', 'exists', 'inserted']);
  });
});

describe('a database that is busy or slow', () => {
  it.each([
    ['WDE0014', 1],
    ['WDE0014', 2],
    ['WDE0028', 1],
    ['WDE0028', 2],
  ])('is asked again: %s, %i times', async (code, times) => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: insert, code, times });

    expect(await storesOfSite(emulator).notifications.insert(sampleNotification())).toBe('inserted');
  });

  it.each([
    ['WDE0014', 'store-busy'],
    ['WDE0028', 'store-timed-out'],
  ])('is given up after the third try: %s', async (code, expected) => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: insert, code, times: 3 });
    const before = emulator.calls().length;

    expect(await codeOf(storesOfSite(emulator).notifications.insert(sampleNotification()))).toBe(expected);
    expect(callsSince(emulator, before)).toEqual([`insert ${code}`, `insert ${code}`, `insert ${code}`]);
  });
});

describe('an answer that is lost', () => {
  it('of an insert leaves a row that somebody else seems to own: the job sends it', async () => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: insert, code: 'WDE0028', effect: 'after' });
    const { notifications } = storesOfSite(emulator);

    expect(await notifications.insert(sampleNotification())).toBe('exists');
    expect(await notifications.read(key)).toEqual(sampleNotification());
  });

  it('of a claim leaves a claim that nobody has: its lease runs out', async () => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: insert, code: 'WDE0028', effect: 'after' });
    const { claims } = storesOfSite(emulator);

    expect(await claims.claim(key, 1, noon)).toEqual({ kind: 'taken', since: noon });
  });

  it('of a save changes nothing', async () => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: { member: 'save' }, code: 'WDE0028', effect: 'after' });
    const { notifications } = storesOfSite(emulator);

    await notifications.save(sampleNotification({ status: 'sent' }));

    expect((await notifications.read(key))?.status).toBe('sent');
  });
});

describe('a refusal that no second try can fix', () => {
  it.each([
    ['WDE0027', 'store-forbidden'],
    ['WDE0009', 'item-too-large'],
    ['WDE0052', 'store-failed'],
  ])('comes out as its own code at once: %s', async (code, expected) => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: { member: 'save' }, code });
    const before = emulator.calls().length;

    expect(await codeOf(storesOfSite(emulator).notifications.save(sampleNotification()))).toBe(expected);
    expect(callsSince(emulator, before)).toEqual([`save ${code}`]);
  });

  it('is that of an item too large for the database', async () => {
    const emulator = await openReadySite();
    const huge = sampleNotification({ variables: { note: 'x'.repeat(600_000) } });

    expect(await codeOf(storesOfSite(emulator).notifications.save(huge))).toBe('item-too-large');
  });
});
