import { createMinute } from '../../emulator/faults/minute.ts';

const MINUTE = 60_000;

describe('the calls within a minute', () => {
  it.each([
    ['are all of them in the first', [0, 1, 2, MINUTE - 1], [1, 2, 3, 4]],
    ['no longer have the one a minute ago', [0, 1, MINUTE, MINUTE + 1], [1, 2, 2, 2]],
    ['stay the same while the clock stands', [5, 5, 5], [1, 2, 3]],
    ['begin anew after a pause', [0, 1, 2, 10 * MINUTE], [1, 2, 3, 1]],
    [
      'have those of a clock that was turned back later',
      [3 * MINUTE, MINUTE, MINUTE + 1, 2 * MINUTE + 1],
      [1, 2, 3, 2],
    ],
  ])('%s', (_, times, counts) => {
    const minute = createMinute();

    expect(times.map((at) => minute.count(at))).toEqual(counts);
  });

  it('are counted right however many were before', () => {
    const minute = createMinute();
    const counts = Array.from({ length: 10_000 }, (_, index) => minute.count(index * 100));

    expect(counts.slice(-2)).toEqual([600, 600]);
    minute.forget();
    expect(minute.count(0)).toBe(1);
  });
});
