import { countItems, forecastItems, noteGrowth, totalOf } from '../../src/backend/order-events/jobs/kept-items.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { MINUTE, noon, sampleNotification, sampleProjection, sampleUnhandled } from '../ports/sample-rows.ts';

const DAY = 24 * 60 * MINUTE;

describe('the items that are kept', () => {
  it('are counted by what they are', async () => {
    const world = emptyWorld(noon);
    world.projections.set('wix-ecom/order-1', { projection: sampleProjection(), revision: 1 });
    for (const key of ['a', 'b']) world.notifications.set(key, sampleNotification({ key }));
    for (const key of ['c', 'd', 'e']) world.notifications.set(key, sampleNotification({ key, status: 'erased' }));
    for (const id of ['1', '2', '3', '4']) world.claims.set(id, noon);
    for (const id of ['1', '2', '3', '4', '5']) world.unhandled.set(id, sampleUnhandled(id));
    for (const id of ['person/a', 'person/b']) world.erasures.set(id, { id, askedAt: noon });

    const items = await countItems(createInMemoryPorts(world));

    expect(items).toEqual({
      orderStates: 1,
      notifications: 2,
      keys: 3,
      claims: 4,
      unhandledEvents: 5,
      recordedEvents: 0,
      erasures: 2,
    });
    expect(totalOf(items)).toBe(17);
  });
});

describe('the growth of what is kept', () => {
  const sixtyDays = {
    'items/since': noon - 60 * DAY,
    'items/then': 100,
    'items/later': noon - 30 * DAY,
    'items/laterThen': 400,
  };
  const nearlyThirtyDays = { ...sixtyDays, 'items/later': noon - 30 * DAY + 1 };

  it('is measured from the first run on', () => {
    expect(noteGrowth({}, 700, noon)).toEqual({
      'items/since': noon,
      'items/then': 700,
      'items/later': noon,
      'items/laterThen': 700,
    });
  });

  it('is measured from where it was until thirty days are over', () => {
    expect(noteGrowth(nearlyThirtyDays, 700, noon)).toEqual(nearlyThirtyDays);
  });

  it('is measured from thirty days ago once these are over, and the next window begins', () => {
    expect(noteGrowth(sixtyDays, 700, noon)).toEqual({
      'items/since': noon - 30 * DAY,
      'items/then': 400,
      'items/later': noon,
      'items/laterThen': 700,
    });
  });
});

describe('the forecast for a year', () => {
  it.each([
    ['unknown before the first run', {}, 700, null],
    ['unknown while less than a day is known', { 'items/since': noon - DAY + 1, 'items/then': 690 }, 700, null],
    ['what ten items a day come to after a day', { 'items/since': noon - DAY, 'items/then': 690 }, 700, 4_350],
    ['what half an item a day comes to', { 'items/since': noon - 10 * DAY, 'items/then': 695 }, 700, 883],
    ['as many as there are where nothing grows', { 'items/since': noon - 30 * DAY, 'items/then': 700 }, 700, 700],
    ['never below none', { 'items/since': noon - 30 * DAY, 'items/then': 1_000 }, 700, 0],
  ])('is %s', (_what, progress, total, expected) => {
    expect(forecastItems(progress, total, noon)).toBe(expected);
  });
});
