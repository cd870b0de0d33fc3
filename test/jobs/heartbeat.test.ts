import { beatOf, createListeningReader } from '../../src/backend/order-events/jobs/heartbeat.ts';
import { createInMemoryPorts } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { emptyWorld } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';
import { watched } from '../support/watched-calls.ts';

const HOUR = 60 * MINUTE;
const LONG_AGO = noon - 1000 * HOUR;

function ranAt(startedAt: number) {
  return { startedAt, finishedAt: startedAt + MINUTE, report: {}, progress: { listeningSince: LONG_AGO } };
}

describe('the hourly job', () => {
  it.each([
    ['its first run', undefined, noon],
    ['a run before there was a heartbeat', { ...ranAt(noon - HOUR), progress: {} }, noon],
    ['a run an hour ago', ranAt(noon - HOUR), LONG_AGO],
    ['a run three hours ago', ranAt(noon - 3 * HOUR), LONG_AGO],
    ['a run more than three hours ago', ranAt(noon - 3 * HOUR - 1), noon],
  ])('after %s notes since when the site has been listening', (_last, last, listeningSince) => {
    expect(beatOf(last, noon)).toEqual({ listeningSince });
  });
});

describe('since when the site has been listening', () => {
  it.each([
    ['unknown before the first run', undefined, undefined],
    ['what the last run noted', ranAt(noon - HOUR), LONG_AGO],
    ['unknown when the job has been silent for more than three hours', ranAt(noon - 3 * HOUR - 1), undefined],
  ])('is %s', async (_what, last, expected) => {
    const world = emptyWorld(noon);
    if (last !== undefined) world.jobStates.set('deliverDueNotifications', last);

    expect(await createListeningReader(createInMemoryPorts(world))()).toBe(expected);
  });

  it('is read once in ten minutes, and judged each time', async () => {
    const world = emptyWorld(noon);
    const calls: string[] = [];
    world.jobStates.set('deliverDueNotifications', ranAt(noon - 3 * HOUR));
    const readListeningSince = createListeningReader(createInMemoryPorts(world, watched(calls)));

    const first = await readListeningSince();
    world.now += 1;
    const second = await readListeningSince();
    const callsBefore = calls.length;
    world.now += 10 * MINUTE;
    await readListeningSince();

    expect([first, second, callsBefore, calls.length]).toEqual([LONG_AGO, undefined, 1, 2]);
  });
});
