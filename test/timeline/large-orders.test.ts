import { itemOfProjection } from '../../src/backend/order-events/wix/projection-item.ts';
import { projectionAfter } from './deliver.ts';
import { answersTo, archivingEvent, itemsEvent, sizesOf } from './large-events.ts';

/** Wix Data refuses items of more than 500 KB: https://dev.wix.com/docs/develop-websites/articles/databases/wix-data/data-limits */
const MAX_STORED_CHARACTERS = 200_000;

describe('what is stored of a very large order', () => {
  it('stays small for 500 tickets with forms of 40 questions, each told five times', () => {
    const days = [1, 2, 3, 4, 5, 6].map((day) => archivingEvent(500, day, answersTo(40)));

    const projection = projectionAfter(days);

    expect(JSON.stringify(projection).length).toBeLessThan(MAX_STORED_CHARACTERS);
    expect(sizesOf(projection)).toEqual({ timeline: 1, reportedKeys: 1000, eventIds: 6 });
  });

  it('fits into one item for 3,000 tickets, each of which was archived', () => {
    const projection = projectionAfter([1, 2].map((day) => archivingEvent(3000, day, answersTo(40))));
    const item = JSON.stringify(itemOfProjection(projection, 2, 0));

    expect(Buffer.byteLength(item)).toBeLessThan(500_000);
    expect(sizesOf(projection)).toEqual({ timeline: 1, reportedKeys: 1000, eventIds: 2 });
  });

  it('stays small for 1,000 line items, each of which changes ten times', () => {
    const days = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => itemsEvent(1000, day));

    const projection = projectionAfter(days);

    expect(JSON.stringify(projection).length).toBeLessThan(MAX_STORED_CHARACTERS);
    expect(sizesOf(projection)).toEqual({ timeline: 2, reportedKeys: 8, eventIds: 9 });
  });
});
