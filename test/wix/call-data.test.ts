import type { Emulator } from '../../emulator/emulator.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { cleanUp } from '../emulator/site-fixture.ts';
import { MINUTE, noon, sampleNotification, sampleProjection } from '../ports/sample-rows.ts';
import { openStoreSite, storesOfSite } from './store-site.ts';

const { key } = sampleNotification();
const insert = { kind: 'data', member: 'insert' } as const;
const event = { id: 'first', handler: 'wixEcom_onOrderUpdated', text: '{}', isCut: false } as const;

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
    ['WDE0053', 2],
    ['ECONNRESET', 2],
    ['', 2],
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
    expect(callsSince(emulator, before)).toEqual([`insert ${code}`, `insert ${code}`, `insert ${code}`, 'get ok']);
  });
});

/** Busy, slow, a quota, an inner failure, a duplicate as sites report it, and no code at all. */
const doubtfulCodes = ['WDE0014', 'WDE0028', 'WDE0122', 'WDE0053', 'WDE0123', 'WDE0027', '504', 'ECONNRESET', ''];

describe('an insert that is stored, and answered by an error', () => {
  it.each(doubtfulCodes)('is known as one’s own: "%s"', async (code) => {
    const emulator = await openReadySite();
    const { notifications, claims, projections, unhandled } = storesOfSite(emulator);
    await projections.save(sampleProjection({ orderId: 'order-0' }), 0, noon);
    await unhandled.keep(event, noon);
    const lost = () => emulator.faults.failNext({ call: insert, code, effect: 'after' });

    lost();
    const inserted = await notifications.insert(sampleNotification());
    lost();
    const claimed = await claims.claim(key, 1, noon);
    lost();
    const saved = await projections.save(sampleProjection(), 0, noon);
    lost();
    await unhandled.keep({ ...event, id: 'second' }, noon);

    expect([inserted, claimed, saved]).toEqual(['inserted', { kind: 'claimed' }, 'saved']);
    expect((await unhandled.list({}, 10)).map(({ count }) => count)).toEqual([1, 1]);
    expect(await notifications.read(key)).toEqual(sampleNotification());
  });

  it.each(doubtfulCodes)('is another’s where another one was first: "%s"', async (code) => {
    const emulator = await openReadySite();
    const { notifications, claims, projections } = storesOfSite(emulator);
    await notifications.insert(sampleNotification());
    await claims.claim(key, 1, noon);
    await projections.save(sampleProjection(), 0, noon);
    const refuse = () => emulator.faults.failNext({ call: insert, code });

    refuse();
    const inserted = await notifications.insert(sampleNotification({ contactId: 'contact-2' }));
    refuse();
    const claimed = await claims.claim(key, 1, noon + MINUTE);
    refuse();
    const saved = await projections.save(sampleProjection(), 0, noon);

    expect([inserted, claimed, saved]).toEqual(['exists', { kind: 'taken', since: noon }, 'outdated']);
  });

  it('is looked at even after the last try', async () => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: insert, code: 'WDE0014', effect: 'after' });
    emulator.faults.failNext({ call: insert, code: 'WDE0014', times: 2 });

    expect(await storesOfSite(emulator).notifications.insert(sampleNotification())).toBe('inserted');
  });

  it('is no one’s where it was not stored, and is tried again', async () => {
    const emulator = await openReadySite();
    emulator.faults.failNext({ call: insert, code: 'WDE0053' });
    const before = emulator.calls().length;

    expect(await storesOfSite(emulator).notifications.insert(sampleNotification())).toBe('inserted');
    expect(callsSince(emulator, before)).toEqual(['insert WDE0053', 'get ok', 'insert ok']);
  });
});

it.each(['WDE0028', 'WDE0053', ''])('a save whose answer is lost is made again: "%s"', async (code) => {
  const emulator = await openReadySite();
  emulator.faults.failNext({ call: { member: 'save' }, code, effect: 'after' });
  const { notifications } = storesOfSite(emulator);

  await notifications.noteSent(sampleNotification({ status: 'sent' }));

  expect((await notifications.read(key))?.status).toBe('sent');
});

it('the note that an email was sent is tried when others have given up, lest the email goes out twice', async () => {
  const emulator = await openReadySite();
  emulator.faults.failNext({ call: { member: 'save' }, code: 'WDE0014', times: 3 });
  const { notifications } = storesOfSite(emulator);

  await notifications.noteSent(sampleNotification({ status: 'sent' }));

  expect((await notifications.read(key))?.status).toBe('sent');
});

describe('a refusal that no second try can fix', () => {
  it.each([
    ['WDE0027', 'store-forbidden'],
    ['WDE0009', 'item-too-large'],
    ['WDE0004', 'store-failed'],
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
