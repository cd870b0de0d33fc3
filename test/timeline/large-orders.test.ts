import { itemOfProjection } from '../../src/backend/order-events/wix/projection-item.ts';
import { lastStateOf } from '../../src/backend/order-events/timeline/projection.ts';
import { deliverAll, kindsOf, projectionAfter, type Delivery } from './deliver.ts';
import { answersTo, archivingEvent, itemsEvent, shopEvent, sizesOf } from './large-events.ts';

/** Wix Data refuses items of more than 500 KB: https://dev.wix.com/docs/develop-websites/articles/databases/wix-data/data-limits */
const MAX_STORED_CHARACTERS = 200_000;

/** An event of an order whose activities are those of so many days, after which the order is archived or not. */
function activitiesEvent(index: number, days: number): Delivery {
  const activities = Array.from({ length: days }, (_, day) => ({
    type: 'MERCHANT_COMMENT',
    createdDate: new Date(Date.UTC(2022, 0, 1 + day)).toISOString(),
  }));
  return shopEvent(index, { 'entity.activities': activities, 'entity.archived': index % 2 === 0 });
}

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

  it('has each of 250 activities once, whatever the number of states', () => {
    const events = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => activitiesEvent(index, 241 + index));

    const projection = projectionAfter(events);

    expect(sizesOf(projection)).toEqual({ timeline: 8, reportedKeys: 16, eventIds: 9 });
    expect(JSON.stringify(projection.timeline).match(/MERCHANT_COMMENT/g)).toHaveLength(250);
    expect(JSON.stringify(projection).length).toBeLessThan(30_000);
    expect(lastStateOf(projection)).toMatchObject({ activities: { length: 250 } });
  });

  it('has an activity once that a late event lists first, and reports it once', () => {
    const results = deliverAll([activitiesEvent(1, 2), activitiesEvent(3, 4), activitiesEvent(2, 3)]);
    const stored = results.at(-1)?.projection?.timeline.map(({ snapshot }) => snapshot);

    expect(results.map(kindsOf)).toEqual([
      [],
      ['activity-recorded', 'activity-recorded'],
      ['order-archived', 'order-unarchived'],
    ]);
    expect(stored).toMatchObject([
      { activities: { length: 2 } },
      { activities: { length: 1 } },
      { activities: { length: 1 } },
    ]);
  });
});
