import { inTurn, shareTime, type Step } from '../../src/backend/order-events/jobs/share-time.ts';
import { OrderEventsError } from '../../src/backend/order-events/order-events-error.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';

const slow = new OrderEventsError('store-timed-out', 'Too slow', undefined);

/** A clock that steps can move, and what is logged. */
function clock() {
  const logged: unknown[] = [];
  const time = { now: noon };
  return { time, logged, deps: { now: () => time.now, log: (...line: unknown[]) => void logged.push(line) } };
}

describe('the time of a job', () => {
  it('is shared equally, and what one step leaves of its part goes to the next', async () => {
    const { time, deps } = clock();
    const spent: number[] = [];
    const working =
      (workMs: number): Step =>
      ({ isInTime }) => {
        const from = time.now;
        while (isInTime() && time.now - from < workMs) time.now += 1_000;
        spent.push(time.now - from);
        return Promise.resolve(time.now - from === workMs);
      };

    const shared = await shareTime([working(10 * MINUTE), working(1_000), working(10 * MINUTE)], noon + MINUTE, deps);

    expect(spent).toEqual([20_000, 1_000, 39_000]);
    expect(shared).toEqual({ failed: 0, unfinished: 2 });
  });

  it('is given again to a step that failed, with fewer rows in one call, and this may be enough', async () => {
    const { logged, deps } = clock();
    const limits: number[] = [];
    const step: Step = ({ limit }) => {
      limits.push(limit);
      return limit > 100 ? Promise.reject(slow) : Promise.resolve(true);
    };

    expect(await shareTime([step], noon + MINUTE, deps)).toEqual({ failed: 0, unfinished: 0 });
    expect(limits).toEqual([1000, 100]);
    expect(logged).toEqual([['step of a job failed', { failure: 'store-timed-out', rows: 1000 }]]);
  });

  it('is not given a third time to a step that fails with few rows as well', async () => {
    const { logged, deps } = clock();

    expect(await shareTime([() => Promise.reject(slow)], noon + MINUTE, deps)).toEqual({ failed: 1, unfinished: 0 });
    expect(logged).toEqual([
      ['step of a job failed', { failure: 'store-timed-out', rows: 1000 }],
      ['step of a job failed', { failure: 'store-timed-out', rows: 100 }],
    ]);
  });
});

describe('pages of work in one turn', () => {
  it('are worked on until one is not full', async () => {
    const pages = [100, 100, 99, 100];

    const isDone = await inTurn(() => Promise.resolve(pages.shift() ?? 0), { isInTime: () => true, limit: 100 });

    expect([isDone, pages]).toEqual([true, [100]]);
  });

  it('end with the turn, and something may be left', async () => {
    const pages = [100, 100, 99];

    const isDone = await inTurn(() => Promise.resolve(pages.shift() ?? 0), {
      isInTime: () => pages.length > 1,
      limit: 100,
    });

    expect([isDone, pages]).toEqual([false, [99]]);
  });
});
