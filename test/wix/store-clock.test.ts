import { createStoreClock } from '../../src/backend/order-events/wix/store-clock.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';

describe('the clock of Wix Data', () => {
  it('differs by up to twelve minutes while nothing is known', () => {
    expect(createStoreClock(() => noon).read()).toEqual({ earliest: noon - 12 * MINUTE, latest: noon + 12 * MINUTE });
  });

  it('is known from the date of an insert, but for the time that the call took', () => {
    let now = noon;
    const clock = createStoreClock(() => now);

    const noteDate = clock.ask();
    // The container is five minutes fast, and the row was written somewhere within the 300 ms of the call.
    now = noon + 300;
    noteDate(new Date(noon - 5 * MINUTE + 100));

    expect(clock.read()).toEqual({ earliest: noon - 5 * MINUTE + 100, latest: noon - 5 * MINUTE + 400 });
    now = noon + MINUTE;
    expect(clock.read()).toEqual({ earliest: noon - 4 * MINUTE - 200, latest: noon - 4 * MINUTE + 100 });
  });

  it.each([undefined, 'a date', noon, new Date(NaN)])('is not known from %p', (insertedAt) => {
    const clock = createStoreClock(() => noon);

    clock.ask()(insertedAt);

    expect(clock.read()).toEqual({ earliest: noon - 12 * MINUTE, latest: noon + 12 * MINUTE });
  });
});
