import { createSiteLoad, type SiteLoad } from '../../src/backend/order-events/wix/site-load.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Makes a number of calls a second, for some seconds; returns the pauses after each second. */
function callEverySecond(count: number, seconds: number): readonly number[] {
  let now = 0;
  const load = createSiteLoad(() => now);
  enterTimes(10, load);
  return Array.from({ length: seconds }, () => {
    now += SECOND;
    callTimes(count, load);
    return load.pauseMs();
  });
}

function callTimes(count: number, load: SiteLoad): void {
  for (let calls = 0; calls < count; calls += 1) load.noteCall();
}

function enterTimes(count: number, load: SiteLoad): void {
  for (let wanted = 0; wanted < count; wanted += 1) load.enter();
}

describe('the pause of calls', () => {
  it('is none without calls, for the events of one order, and for five calls a second', () => {
    expect(createSiteLoad(() => 0).pauseMs()).toBe(0);
    expect(callEverySecond(25, 1)).toEqual([0]);
    expect(Math.max(...callEverySecond(5, 600))).toBe(0);
  });

  it('grows with the calls of the last seconds up to 0.4 seconds, and ends soon after them', () => {
    let now = 0;
    const load = createSiteLoad(() => now);

    enterTimes(4, load);
    callTimes(60, load);
    expect(load.pauseMs()).toBe(160);
    callTimes(540, load);
    expect(load.pauseMs()).toBe(400);

    now = 5 * SECOND;
    expect(load.pauseMs()).toBe(400);
    now = 15 * SECOND;
    expect(load.pauseMs()).toBe(280);
    now = 20 * SECOND;
    expect(load.pauseMs()).toBe(0);
  });

  it('doubles with each refusal up to two seconds, halves in each minute without one, and ends', () => {
    let now = 0;
    const load = createSiteLoad(() => now);
    const pauses: number[] = [];

    for (let refusals = 0; refusals < 8; refusals += 1) {
      now += SECOND;
      load.noteRefused();
      pauses.push(Math.round(load.pauseMs()));
    }
    for (let minutes = 1; minutes <= 6; minutes += 1) {
      now += MINUTE;
      pauses.push(load.pauseMs());
    }

    expect(pauses).toEqual([50, 99, 195, 386, 764, 1510, 2000, 2000, 1000, 500, 250, 125, 62.5, 0]);
  });

  it('is none for many calls of which few are wanted at a time, because nothing could go with them', () => {
    const load = createSiteLoad(() => 0);

    enterTimes(3, load);
    const leave = load.enter();
    callTimes(1_000, load);
    expect(load.pauseMs()).toBe(400);

    leave();
    expect(load.pauseMs()).toBe(0);
  });

  it('grows once for the refusals of one second, which are of calls made before', () => {
    let now = 0;
    const load = createSiteLoad(() => now);

    load.noteRefused();
    now = 999;
    load.noteRefused();

    now = 1_000;
    expect(load.pauseMs()).toBe(0);
    load.noteRefused();
    expect(Math.round(load.pauseMs())).toBe(99);
  });
});
