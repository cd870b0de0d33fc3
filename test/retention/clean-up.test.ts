import { createNotification } from '../../src/backend/order-events/delivery/notification.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { Leftovers } from '../../src/backend/order-events/ports/leftovers.ts';
import { cleanUpStores } from '../../src/backend/order-events/retention/clean-up.ts';
import { worldWith } from '../delivery/rests-of.ts';
import { MINUTE, noon, sampleNotification, sampleUnhandled } from '../ports/sample-rows.ts';
import { sampleDraft } from '../support/sample-draft.ts';
import { dateText } from '../support/typed-texts.ts';

const DAY = 24 * 60 * MINUTE;

async function noteProgress(): Promise<void> {
  await Promise.resolve();
}

describe('the daily clean-up', () => {
  it('reduces to bare keys what settled before the retention, and removes old events', async () => {
    const settled = { status: 'sent', dueAt: undefined } as const;
    const world = worldWith([
      sampleNotification({ key: 'old', ...settled, settledAt: noon - 91 * DAY }),
      sampleNotification({ key: 'new', ...settled, settledAt: noon - 89 * DAY }),
    ]);
    world.unhandled.set('old', sampleUnhandled('old', { lastAt: noon - 91 * DAY })).set('new', sampleUnhandled('new'));

    const run = await cleanUpStores({}, 90, noon + MINUTE, { ...createInMemoryPorts(world), noteProgress });

    expect(run).toEqual({ report: { erased: 1, unhandled: 1 }, progress: {} });
    expect(world.notifications.get('old')).toMatchObject({ key: 'old', status: 'erased' });
    expect(world.notifications.get('new')).toMatchObject({ status: 'sent', contactId: 'contact-1' });
    expect([...world.unhandled.keys()]).toEqual(['new']);
  });

  it.each([
    [
      'was held',
      { ...sampleDraft({ notBefore: dateText('2024-03-01T12:00:00.000Z') }), holdReason: 'no-email-id' },
      noon,
    ],
    ['was too old when it was noticed', sampleDraft(), noon + 25 * 60 * MINUTE],
    ['may have been too old', sampleDraft(), noon],
  ] as const)('reduces to its bare key what %s and was never sent', async (_what, draft, now) => {
    const world = worldWith([createNotification(draft, 'event', now)]);
    world.now = now + 90 * DAY + 1;

    const run = await cleanUpStores({}, 90, world.now + MINUTE, { ...createInMemoryPorts(world), noteProgress });

    expect(run.report).toEqual({ erased: 1, unhandled: 0 });
    const [row] = world.notifications.values();
    expect(row?.status).toBe('erased');
    expect(row).not.toHaveProperty('variables');
    expect(row).not.toHaveProperty('contactId');
  });

  it('removes erasures that were done before the retention, and no others', async () => {
    const world = worldWith([]);
    const old = noon - 91 * DAY;
    world.erasures
      .set('person/a1', { id: 'person/a1', askedAt: old })
      .set('person/b2', { id: 'person/b2', askedAt: old, dueAt: noon })
      .set('person/c3', { id: 'person/c3', askedAt: noon - 89 * DAY });

    await cleanUpStores({}, 90, noon + MINUTE, { ...createInMemoryPorts(world), noteProgress });

    expect([...world.erasures.keys()]).toEqual(['person/b2', 'person/c3']);
  });

  it('stops at its deadline, and goes on page by page before it', async () => {
    const rows = Array.from({ length: 150 }, (_none, index) =>
      sampleNotification({ key: String(index), status: 'sent', dueAt: undefined, settledAt: 0 }),
    );
    const deps = { ...createInMemoryPorts(worldWith(rows)), noteProgress };

    const none = await cleanUpStores({}, 90, noon, deps);
    const whole = await cleanUpStores({}, 90, noon + 1, deps);

    expect(whole.report).toEqual({ erased: 150, unhandled: 0 });
    expect(none.report).toEqual({ erased: 0, unhandled: 0 });
  });

  it('has a store remove what it left behind, from where the last run stopped', async () => {
    const world = worldWith([]);
    const asked: unknown[] = [];
    const leftovers: Leftovers = {
      remove(progress, { settledBefore, now, isInTime }) {
        asked.push(progress, settledBefore, now, isInTime());
        return Promise.resolve({ report: { rows: 3 }, progress: { place: 8 } });
      },
      removeOfOrder: () => Promise.resolve(),
    };
    const deps = { ...createInMemoryPorts(world), leftovers, noteProgress };

    const run = await cleanUpStores({ place: 7 }, 90, noon + MINUTE, deps);

    expect(asked).toEqual([{ place: 7 }, noon - 90 * DAY, noon, true]);
    expect(run).toEqual({ report: { erased: 0, unhandled: 0, rows: 3 }, progress: { place: 8 } });
  });
});
