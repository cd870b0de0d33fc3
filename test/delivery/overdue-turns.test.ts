import { createOverdueTurns } from '../../src/backend/order-events/delivery/overdue-turns.ts';
import { noon } from '../ports/sample-rows.ts';

describe('turns to look for what is overdue', () => {
  it('come every half minute, the first after one', () => {
    let now = noon;
    const takeTurn = createOverdueTurns(() => now);

    const turns = [0, 29, 30, 31, 59, 60].map((seconds) => {
      now = noon + seconds * 1_000;
      return takeTurn();
    });

    expect(turns).toEqual([false, false, true, false, false, true]);
  });
});
