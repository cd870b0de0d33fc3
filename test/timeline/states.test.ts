import type { Snapshot } from '../../src/backend/order-events/products/product-models.ts';
import {
  isFurther,
  isReadTooSoon,
  isStaleSnapshot,
  stateAfter,
  statesOf,
  type TimelineEntry,
} from '../../src/backend/order-events/timeline/states.ts';
import { dateText, instant } from '../support/typed-texts.ts';

const tickets: Snapshot = { product: 'wix-events', status: 'PAID' };
const plan: Snapshot = { product: 'wix-pricing-plans', status: 'ACTIVE' };
const shop: Snapshot = { product: 'wix-ecom', status: 'APPROVED' };
const paused: Snapshot = {
  ...plan,
  status: 'PAUSED',
  pauses: [{ pausedAt: dateText('2023-01-16T14:00:00.000Z'), resumedAt: undefined }],
};
const resumed: Snapshot = {
  ...plan,
  pauses: [{ pausedAt: dateText('2023-01-16T14:00:00.000Z'), resumedAt: dateText('2023-01-16T14:30:00.000Z') }],
};
const earlier = dateText('2023-01-16T14:40:00.000Z');
const later = dateText('2023-01-17T14:40:00.000Z');

describe('a later snapshot', () => {
  it.each<[string, Snapshot, Snapshot, boolean]>([
    ['that says the same is not', shop, { ...shop }, false],
    ['that knows more is', shop, { ...shop, archived: false }, true],
    ['that says less is not', { ...shop, archived: false }, { ...shop, archived: undefined }, false],
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

function writtenAt(seconds: string, snapshot: Snapshot): Snapshot {
  return { ...snapshot, updatedAt: dateText(`2023-01-16T14:40:${seconds}Z`) };
}

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
    ['may show the way back itself', writtenAt('02.002', paused), writtenAt('00.000', resumed), false],
    ['shows no resume and was written with the pause', writtenAt('02.002', paused), writtenAt('02.003', plan), true],
    ['is not one written after the pause', writtenAt('02.002', paused), writtenAt('02.004', plan), false],
    ['is not one that does not say when it was written', writtenAt('02.002', paused), plan, false],
  ])('%s', (_what, before, after, expected) => {
    expect(isStaleSnapshot(before, after)).toBe(expected);
  });
});

describe('the states of an order', () => {
  const shown: Snapshot = { ...shop, fulfillmentStatus: 'NOT_FULFILLED', activities: [] };
  const onDay = (day: number) => instant(`2023-01-0${String(day)}T10:00:00.000000000Z`);
  const timeline: readonly TimelineEntry[] = [
    { at: onDay(1), snapshot: { product: 'wix-ecom', archived: true } },
    { at: onDay(2), snapshot: shown },
    { at: onDay(3), snapshot: { product: 'wix-ecom', fulfillmentStatus: 'FULFILLED' } },
    { at: onDay(4), snapshot: shown },
  ];

  it('show what an event shows, and for the rest what those before it showed', () => {
    expect(statesOf(timeline).map(({ snapshot }) => snapshot)).toEqual([
      { product: 'wix-ecom', archived: true },
      { product: 'wix-ecom', archived: true, status: 'APPROVED', fulfillmentStatus: 'NOT_FULFILLED', activities: [] },
      { product: 'wix-ecom', archived: true, status: 'APPROVED', fulfillmentStatus: 'FULFILLED', activities: [] },
      { product: 'wix-ecom', archived: true, status: 'APPROVED', fulfillmentStatus: 'NOT_FULFILLED', activities: [] },
    ]);
  });

  it('show progress as of the last event with both the fulfilment and the activities, else as of the first event', () => {
    expect(statesOf(timeline).map(({ progressAt }) => progressAt)).toEqual([onDay(1), onDay(2), onDay(2), onDay(4)]);
  });
});

describe('an order that is read a minute after it was known', () => {
  const known = { at: instant('2023-01-16T14:41:00.000000000Z'), snapshot: writtenAt('02.002', shop) };
  const readOf = (snapshot: Snapshot) =>
    stateAfter(undefined, { at: instant('2023-01-16T14:42:00.000000000Z'), snapshot, isRead: true });

  it('is read too soon after an event, unless it was written more than a millisecond later', () => {
    const event = stateAfter(undefined, known);

    expect(isReadTooSoon(event, readOf(writtenAt('02.003', shop)))).toBe(true);
    expect(isReadTooSoon(event, readOf(writtenAt('02.004', shop)))).toBe(false);
  });

  it('is not read too soon after another read', () => {
    const read = stateAfter(undefined, { ...known, isRead: true });

    expect(isReadTooSoon(read, readOf(writtenAt('02.002', shop)))).toBe(false);
  });
});
