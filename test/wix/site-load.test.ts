import { createSiteLoad } from '../../src/backend/order-events/wix/site-load.ts';

const MINUTE = 60_000;

describe('the pause of calls', () => {
  it('is none until Wix refuses a call because there are too many', () => {
    expect(createSiteLoad(() => 0).pauseMs()).toBe(0);
  });

  it('doubles with each refusal up to two seconds, halves in each minute without one, and ends', () => {
    let now = 0;
    const load = createSiteLoad(() => now);
    const pauses: number[] = [];

    for (let refusals = 0; refusals < 8; refusals += 1) {
      load.noteRefused();
      pauses.push(load.pauseMs());
    }
    for (let minutes = 1; minutes <= 6; minutes += 1) {
      now += MINUTE;
      pauses.push(load.pauseMs());
    }

    expect(pauses).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000, 1000, 500, 250, 125, 62.5, 0]);
  });
});
