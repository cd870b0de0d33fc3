import { announceRemoval, createRemovedBeforeReader } from '../../src/backend/order-events/jobs/removed-orders.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';

const LONG_AGO = Date.UTC(2022, 2, 2, 12);
const LATER = Date.UTC(2022, 2, 3, 12);

/** What a run finds that an earlier one announced so long ago, with everything saved before `before`. */
function announced(before: number, agoMs: number) {
  return { 'orders/removedBefore': before, 'orders/announcedAt': noon - agoMs };
}

describe('the removal of orders', () => {
  it('is announced by the first run, which removes none', () => {
    expect(announceRemoval({}, LONG_AGO, noon)).toEqual({ removedBefore: 0, note: announced(LONG_AGO, 0) });
  });

  it('waits for an hour after it was announced, and announces nothing further meanwhile', () => {
    const progress = announced(LONG_AGO, 60 * MINUTE - 1);

    expect(announceRemoval(progress, LATER, noon)).toEqual({ removedBefore: 0, note: progress });
  });

  it('reaches as far as it was announced an hour ago, and announces the rest', () => {
    expect(announceRemoval(announced(LONG_AGO, 60 * MINUTE), LATER, noon)).toEqual({
      removedBefore: LONG_AGO,
      note: announced(LATER, 0),
    });
  });

  it('reaches no further than the owner now asks, and what may be gone stays announced', () => {
    expect(announceRemoval(announced(LATER, 60 * MINUTE), LONG_AGO, noon)).toEqual({
      removedBefore: LONG_AGO,
      note: announced(LATER, 0),
    });
  });
});

describe('the instant before which orders may be gone', () => {
  it.each([
    ['none before the first clean-up', undefined, 0],
    ['none before a clean-up announces one', {}, 0],
    ['what the clean-up announced', announced(LONG_AGO, 0), LONG_AGO],
  ])('is %s', async (_what, progress, expected) => {
    const world = emptyWorld(noon);
    if (progress !== undefined) world.jobStates.set('cleanUp', { startedAt: noon, report: {}, progress });

    expect(await createRemovedBeforeReader(createInMemoryPorts(world))()).toBe(expected);
  });

  it('is read once in ten minutes', async () => {
    const world = emptyWorld(noon);
    const calls: string[] = [];
    const readRemovedBefore = createRemovedBeforeReader(createInMemoryPorts(world, watched(calls)));

    const first = await readRemovedBefore();
    world.jobStates.set('cleanUp', { startedAt: noon, report: {}, progress: announced(LONG_AGO, 0) });
    world.now += 10 * MINUTE;
    const second = await readRemovedBefore();
    world.now += 1;
    const third = await readRemovedBefore();

    expect([first, second, third]).toEqual([0, 0, LONG_AGO]);
    expect(calls).toEqual(['jobStates.read', 'jobStates.read']);
  });
});
