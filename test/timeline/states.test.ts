import type { Snapshot } from '../../src/backend/order-events/products/product-models.ts';
import { isFurther, isStaleSnapshot } from '../../src/backend/order-events/timeline/states.ts';
import { dateText } from '../support/typed-texts.ts';

const tickets: Snapshot = { product: 'wix-events', status: 'PAID' };
const plan: Snapshot = { product: 'wix-pricing-plans', status: 'ACTIVE' };
const shop: Snapshot = { product: 'wix-ecom', status: 'APPROVED' };
const earlier = dateText('2023-01-16T14:40:00.000Z');
const later = dateText('2023-01-17T14:40:00.000Z');

describe('a later snapshot', () => {
  it.each<[string, Snapshot, Snapshot, boolean]>([
    ['that says the same is not', shop, { ...shop }, false],
    ['that knows more is', shop, { ...shop, archived: false }, true],
    ['that says less is not', { ...shop, archived: false }, shop, false],
    ['of which a field moved is', { ...shop, isSeen: true }, { ...shop, isSeen: false }, true],
    [
      'of which a list says the same is not',
      { ...plan, pauses: [{ pausedAt: earlier, resumedAt: later }] },
      { ...plan, pauses: [{ pausedAt: earlier, resumedAt: later }] },
      false,
    ],
    [
      'of which only the write time moved is not',
      { ...shop, updatedAt: earlier },
      { ...shop, updatedAt: later },
      false,
    ],
    ['that knows the first write time is', shop, { ...shop, updatedAt: later }, true],
    [
      'of which only the activities moved is not',
      { ...shop, activities: [] },
      { ...shop, activities: [{ type: 'ORDER_PLACED', at: earlier }] },
      false,
    ],
  ])('%s stored for the next comparison', (_what, before, after, expected) => {
    expect(isFurther(before, after)).toBe(expected);
  });
});

describe('a state from before the one that is known', () => {
  const known: Snapshot = { ...shop, updatedAt: dateText('2023-01-16T14:40:02.002Z') };

  it.each<[string, Snapshot, Snapshot, boolean]>([
    [
      'was written more than a millisecond earlier',
      known,
      { ...shop, updatedAt: dateText('2023-01-16T14:40:02.000Z') },
      true,
    ],
    ['is not one of a millisecond earlier', known, { ...shop, updatedAt: dateText('2023-01-16T14:40:02.001Z') }, false],
    ['is not one written later', known, { ...shop, updatedAt: dateText('2023-01-16T14:40:02.003Z') }, false],
    [
      'may have another status',
      known,
      { ...shop, status: 'CANCELED', updatedAt: dateText('2023-01-16T14:40:00.000Z') },
      true,
    ],
    ['says when it was written', known, shop, false],
    ['needs a known write time', shop, known, false],
    ['is not told of tickets, which have no write time', tickets, tickets, false],
  ])('%s', (_what, before, after, expected) => {
    expect(isStaleSnapshot(before, after)).toBe(expected);
  });
});
