import { createOverdueTurns } from '../../src/backend/order-events/delivery/overdue-turns.ts';
import { MINUTE, noon } from '../ports/sample-rows.ts';

describe('turns to look for what is overdue', () => {
  it('come every five minutes, the first after five', () => {
    let now = noon;
    const takeTurn = createOverdueTurns(() => now);

    const turns = [0, 4, 5, 6, 9, 10].map((minutes) => {
      now = noon + minutes * MINUTE;
      return takeTurn();
    });

    expect(turns).toEqual([false, false, true, false, false, true]);
  });
});
