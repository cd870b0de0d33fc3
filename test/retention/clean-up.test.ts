import { createNotification } from '../../src/backend/order-events/delivery/notification.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { createInMemoryPorts, type AroundCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Leftovers } from '../../src/backend/order-events/ports/leftovers.ts';
import type { Notification } from '../../src/backend/order-events/ports/notifications.ts';
import { cleanUpStores, type CleanUpDeps } from '../../src/backend/order-events/retention/clean-up.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import type { Projection } from '../../src/backend/order-events/timeline/projection.ts';
import { worldWith } from '../delivery/rests-of.ts';
import { MINUTE, noon, sampleNotification, sampleProjection, sampleUnhandled } from '../ports/sample-rows.ts';
import { paidRule, siteWith } from '../support/shop-site.ts';
import { sampleDraft } from '../support/sample-draft.ts';
import { dateText, instant } from '../support/typed-texts.ts';

const DAY = 24 * 60 * MINUTE;
const site = siteWith([paidRule]);
/** A run that an earlier one told which orders go. */
const announced = { 'orders/removedBefore': noon - 730 * DAY, 'orders/announcedAt': noon - DAY };

interface Run {
  readonly progress?: Readonly<Record<string, string | number>>;
  readonly site?: SiteRules;
  readonly deadline?: number;
  readonly deps?: Partial<CleanUpDeps>;
}

async function cleanUp(world: World, { progress = announced, site: own = site, deadline, deps }: Run = {}) {
  const noteProgress = () => Promise.resolve();
  const ports = { ...createInMemoryPorts(world), noteProgress, ...deps };
  return await cleanUpStores(progress, own, deadline ?? noon + MINUTE, ports);
}

/** The notification of the sample projection's change, sent so many days ago. */
function sent(days: number, changes: Partial<Notification> = {}): Notification {
  const at = noon - days * DAY;
  const times = { occurredAt: new Date(at).toISOString(), createdAt: at, settledAt: at, expiresAt: at + DAY };
  return sampleNotification({ status: 'sent', variables: undefined, dueAt: undefined, ...times, ...changes });
}

/** A world with these notifications and an order that was saved so many days ago. */
function worldOf(rows: readonly Notification[], days: number, changes: Partial<Projection> = {}): World {
  const world = worldWith([...rows]);
  world.projections.set('wix-ecom/order-1', { projection: sampleProjection(changes), revision: 1 });
  world.savedAt.set('wix-ecom/order-1', noon - days * DAY);
  return world;
}

function orderIn(status: string): Pick<Projection, 'timeline'> {
  const at = instant('2020-03-01T11:59:00.000000000Z');
  return { timeline: [{ at, snapshot: { product: 'wix-ecom', status, archived: false } }] };
}

describe('a notification whose retention is over', () => {
  it('goes with its key where its order holds the change', async () => {
    const world = worldOf([sent(91)], 91);

    const { report } = await cleanUp(world);

    expect(world.notifications.size).toBe(0);
    expect(report).toMatchObject({ notifications: 1, erased: 0 });
  });

  it.each([
    [
      'was held',
      { ...sampleDraft({ notBefore: dateText('2024-03-01T12:00:00.000Z') }), holdReason: 'no-email-id' },
      noon,
    ],
    ['was too old when it was noticed', sampleDraft(), noon + 25 * 60 * MINUTE],
    ['may have been too old', sampleDraft(), noon],
  ] as const)(
    'leaves its bare key where it %s, was never sent, and nothing is known of its order',
    async (_what, draft, now) => {
      const world = worldWith([createNotification(draft, { source: 'event' }, now)]);
      world.now = now + 90 * DAY + 1;

      await cleanUp(world, { deadline: world.now + MINUTE });

      const [row] = world.notifications.values();
      expect(row?.status).toBe('erased');
      expect(row).not.toHaveProperty('variables');
      expect(row).not.toHaveProperty('contactId');
    },
  );

  it('stays as it is until then', async () => {
    const world = worldOf([sent(89)], 89);

    await cleanUp(world);

    expect([...world.notifications.values()]).toEqual([sent(89)]);
  });

  it.each([
    ['nothing is known of its order', () => worldWith([sent(91)])],
    ['its order does not hold the change', () => worldOf([sent(91)], 91, { reportedKeys: ['order-paid:2'] })],
    ['its order holds it only since just now', () => worldOf([sent(91)], 1 / 24)],
    ['its order has forgotten changes', () => worldOf([sent(91)], 91, { forgottenCount: 1 })],
    [
      'its order has so many changes that it may forget some',
      () =>
        worldOf([sent(91)], 91, {
          reportedKeys: [
            'order-paid:1',
            ...Array.from({ length: 500 }, (_none, index) => `ticket-added:${String(index)}`),
          ],
        }),
    ],
    ['the owner made it news again', () => worldOf([sent(91, { expiresAt: noon + 1 })], 91)],
    ['the owner may still send it', () => worldOf([sent(91, { status: 'failed' })], 91)],
  ])('stays as a bare key where %s', async (_where, make) => {
    const world = make();

    const { report } = await cleanUp(world);

    expect(world.notifications.get(sent(91).key)).toMatchObject({ status: 'erased', settledAt: noon });
    expect(world.notifications.get(sent(91).key)).not.toHaveProperty('contactId');
    expect(report).toMatchObject({ notifications: 0, erased: 1 });
  });

  it('stays as a bare key where a rule could still tell it', async () => {
    const world = worldOf([sent(91)], 91);

    await cleanUp(world, { site: siteWith([{ ...paidRule, withinHours: 24 * 90 }]) });

    expect([...world.notifications.values()]).toMatchObject([{ status: 'erased' }]);
  });

  it('goes when it was erased, as any other, and its key stays where nothing else guards it', async () => {
    const bare = { status: 'erased', contactId: undefined } as const;
    const world = worldOf([sent(91, bare), sent(91, { ...bare, key: 'other', occurrence: '2' })], 91);

    await cleanUp(world);

    expect([...world.notifications.keys()]).toEqual(['other']);
  });

  it('goes where its order was anonymized, of which nothing is told', async () => {
    const world = worldOf([sent(91)], 91, { reportedKeys: ['order-anonymized:1'] });

    await cleanUp(world);

    expect(world.notifications.size).toBe(0);
  });
});

describe('an order that is over', () => {
  it('shrinks to its last state, without digests, once nothing was saved of it for the retention', async () => {
    const states = ['11:58', '11:59'].map((time) => ({
      at: instant(`2024-03-01T${time}:00.000000000Z`),
      snapshot: {
        product: 'wix-ecom',
        status: 'CANCELED',
        archived: false,
        buyer: { all: 'key/digest', fields: {} },
      } as const,
    }));
    const world = worldOf([], 91, { timeline: states });

    const { report } = await cleanUp(world);

    expect(world.projections.get('wix-ecom/order-1')).toEqual({
      revision: 1,
      projection: sampleProjection({
        timeline: [
          {
            at: instant('2024-03-01T11:59:00.000000000Z'),
            snapshot: { product: 'wix-ecom', status: 'CANCELED', archived: false },
          },
        ],
      }),
    });
    expect(report).toMatchObject({ shrunk: 1, orders: 0 });
  });

  it('goes with its notifications, keys that nothing else guards included, once its own retention is over', async () => {
    const world = worldOf([sent(731, { status: 'erased', occurrence: '2' })], 731, orderIn('CANCELED'));

    const { report } = await cleanUp(world);

    expect([world.projections.size, world.savedAt.size, world.notifications.size]).toEqual([0, 0, 0]);
    expect(report).toMatchObject({ orders: 1 });
  });

  it.each([
    ['its own retention is not over', 729, announced],
    ['no earlier run has announced it', 731, {}],
    ['it was announced just now', 731, { ...announced, 'orders/announcedAt': noon - 59 * MINUTE }],
  ])('stays while %s', async (_while, days, progress) => {
    const world = worldOf([], days, orderIn('CANCELED'));

    await cleanUp(world, { progress });

    expect(world.projections.size).toBe(1);
  });

  it('is announced a run before it goes', async () => {
    const world = worldOf([], 731, orderIn('CANCELED'));

    const first = await cleanUp(world, { progress: {} });
    world.now += DAY;
    await cleanUp(world, { progress: first.progress, deadline: world.now + MINUTE });

    expect(first.progress).toMatchObject({ 'orders/removedBefore': noon - 730 * DAY });
    expect(world.projections.size).toBe(0);
  });

  it('stays while something of it is not long done with, and its keys with it', async () => {
    const rows = [sent(731, { key: 'old', status: 'erased' }), sent(1, { key: 'new', occurrence: '2' })];
    const world = worldOf(rows, 731, { ...orderIn('CANCELED'), reportedKeys: [] });

    await cleanUp(world);

    expect([world.projections.size, [...world.notifications.keys()]]).toEqual([1, ['old', 'new']]);
  });

  it('stays where it was anonymized, so that nothing is told of it', async () => {
    const world = worldOf([], 2000, { ...orderIn('CANCELED'), reportedKeys: ['order-anonymized:1'] });

    await cleanUp(world);

    expect(world.projections.size).toBe(1);
  });

  it('goes as early as the rules file says', async () => {
    const world = worldOf([], 101, orderIn('CANCELED'));
    const own = { ...site, settings: { ...site.settings, orderRetentionDays: 100 } };

    await cleanUp(world, { site: own, progress: { ...announced, 'orders/removedBefore': noon - 100 * DAY } });

    expect(world.projections.size).toBe(0);
  });

  it('goes no earlier than the longest rule could tell of it', async () => {
    const world = worldOf([], 731, orderIn('CANCELED'));
    const own = siteWith([{ ...paidRule, withinHours: 24 * 731 }]);

    const { progress } = await cleanUp(world, { site: own });

    expect(world.projections.size).toBe(1);
    expect(progress['orders/removedBefore']).toBe(noon - 730 * DAY);
  });
});

describe('an order that seems to wait for something', () => {
  it.each([
    ['stays for the time in which others go', 1459, 1],
    ['goes after twice the time', 1461, 0],
  ])('%s', async (_what, days, left) => {
    const world = worldOf([], days, orderIn('APPROVED'));

    await cleanUp(world);

    expect(world.projections.size).toBe(left);
  });
});

describe('the daily clean-up', () => {
  it('removes old events, claims and erasures that are done, and no others', async () => {
    const world = worldWith([]);
    const old = noon - 91 * DAY;
    world.unhandled.set('old', sampleUnhandled('old', { lastAt: old })).set('new', sampleUnhandled('new'));
    world.claims.set('old#1', old).set('new#1', noon);
    world.erasures
      .set('person/a1', { id: 'person/a1', askedAt: old })
      .set('person/b2', { id: 'person/b2', askedAt: old, dueAt: noon })
      .set('person/c3', { id: 'person/c3', askedAt: noon - 89 * DAY });

    const { report } = await cleanUp(world);

    expect(report).toMatchObject({ unhandled: 1, claims: 1, failedSteps: 0, unfinishedSteps: 0 });
    expect([...world.unhandled.keys(), ...world.claims.keys()]).toEqual(['new', 'new#1']);
    expect([...world.erasures.keys()]).toEqual(['person/b2', 'person/c3']);
  });

  it('does nothing once its time is up, and the next run goes on', async () => {
    const world = worldOf([sent(91)], 91);

    const { report } = await cleanUp(world, { deadline: noon });

    expect(world.notifications.size).toBe(1);
    expect(report).toMatchObject({ notifications: 0, unfinishedSteps: 8 });
  });

  it('has a store remove what it left behind, from where the last run stopped', async () => {
    const asked: unknown[] = [];
    const leftovers: Leftovers = {
      async remove(progress, { now, limit, isInTime, noteProgress }) {
        asked.push(progress['place'], now, limit, isInTime());
        await noteProgress({ place: 8 });
        return { report: { projections: 3 }, progress: { place: 9 }, isDone: true };
      },
      removeOfOrder: () => Promise.resolve(),
    };
    const noted: unknown[] = [];
    const noteProgress = (progress: object) => Promise.resolve(void noted.push(progress));

    const run = await cleanUp(worldWith([]), { progress: { place: 7 }, deps: { leftovers, noteProgress } });

    expect(asked).toEqual([7, noon, 1000, true]);
    expect(noted).toMatchObject([{ place: 8, 'orders/announcedAt': noon }]);
    expect(run).toMatchObject({ report: { projections: 3 }, progress: { place: 9 } });
  });

  it('counts nothing that a store does not say it removed', async () => {
    const leftovers: Leftovers = {
      remove: () => Promise.resolve({ report: {}, progress: {}, isDone: true }),
      removeOfOrder: () => Promise.resolve(),
    };

    const { report } = await cleanUp(worldWith([]), { deps: { leftovers } });

    expect(report).toMatchObject({ projections: 0, unfinishedSteps: 0 });
  });

  it('leaves no step out because another one fails, and says how many did', async () => {
    const world = worldOf([sent(91)], 91);
    world.claims.set('old#1', 0);
    const ports = createInMemoryPorts(world);
    const listSettled = () => Promise.reject(new OrderEventsError('store-timed-out', 'Too slow', undefined));

    const { report } = await cleanUp(world, { deps: { notifications: { ...ports.notifications, listSettled } } });

    expect(report).toMatchObject({ failedSteps: 1, claims: 1 });
  });

  it('notes how many items there are, for a forecast', async () => {
    const { progress } = await cleanUp(worldOf([sent(1)], 1));

    expect(progress).toMatchObject({ 'items/since': noon, 'items/then': 2 });
  });
});

/** What each call to the database is taken to cost, one after the other. */
const CALL_MS = 500;
/** What one run of a job has. */
const JOB_MS = 300_000;

describe('a clean-up that is behind', () => {
  it('by 30,000 orders with a notification each, and as many claims, catches up in one run of five minutes', async () => {
    const world = worldWith([]);
    for (let index = 0; index < 30_000; index += 1) {
      const orderId = `order-${String(index)}`;
      const row = sent(121 - index / 1_000, { key: `wix-ecom/${orderId}/order-paid/1/shop-order-paid`, orderId });
      world.notifications.set(row.key, row);
      world.claims.set(row.key, 0);
      world.projections.set(`wix-ecom/${orderId}`, { projection: sampleProjection({ orderId }), revision: 1 });
      world.savedAt.set(`wix-ecom/${orderId}`, Number(row.settledAt));
    }
    let calls = 0;
    const around: AroundCall = async (_call, effect) => {
      calls += 1;
      world.now += CALL_MS;
      return await Promise.resolve(effect());
    };
    const deps = createInMemoryPorts(world, around);

    const { report } = await cleanUp(world, { deadline: noon + JOB_MS, deps });

    expect(report).toMatchObject({ notifications: 30_000, claims: 30_000, failedSteps: 0, unfinishedSteps: 0 });
    expect([world.notifications.size, world.claims.size]).toEqual([0, 0]);
    expect(world.now - noon).toBeLessThan(JOB_MS);
    expect(calls).toBeLessThan(500);
  });
});
