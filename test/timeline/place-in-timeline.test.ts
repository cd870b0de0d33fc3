import type { Snapshot } from '../../src/backend/order-events/products/product-models.ts';
import type { ShopSnapshot } from '../../src/backend/order-events/products/shop/snapshot.ts';
import type { TimelineEntry } from '../../src/backend/order-events/timeline/states.ts';
import { findAtPlace, placeInTimeline } from '../../src/backend/order-events/timeline/timeline.ts';
import { dateText, instant } from '../support/typed-texts.ts';

const order: ShopSnapshot = { product: 'wix-ecom' };

function entryOf(day: number, snapshot: Partial<ShopSnapshot> = {}, sequence?: string): TimelineEntry {
  return {
    at: instant(`2023-02-0${String(day)}T10:00:00.000000000Z`),
    snapshot: { ...order, ...snapshot },
    sequence,
  };
}

function positionOf(timeline: readonly TimelineEntry[], entry: TimelineEntry): number {
  return placeInTimeline(timeline, entry).position;
}

describe('the place of an event', () => {
  const first = entryOf(1, { status: 'INITIALIZED' });
  const third = entryOf(3, { status: 'APPROVED' });

  it('shows for the rest what the state before it showed', () => {
    const { here, before, after, earlier } = placeInTimeline([first, third], entryOf(2));

    expect(here.snapshot.status).toBe('INITIALIZED');
    expect(before?.snapshot.status).toBe('INITIALIZED');
    expect(after).toBe(third);
    expect(earlier.map(({ entry }) => entry)).toEqual([first]);
  });

  it('is behind an entry that carries the state from before it, and shows for the rest what that showed', () => {
    const stale = entryOf(3, { status: 'APPROVED', updatedAt: dateText('2023-02-01T09:00:00.000Z') });
    const update = entryOf(2, { updatedAt: dateText('2023-02-02T09:00:00.000Z') });
    const { position, here, earlier } = placeInTimeline([first, stale], update);

    expect(position).toBe(2);
    expect(here.snapshot.status).toBe('APPROVED');
    expect(earlier).toHaveLength(2);
  });

  it('is before every later entry', () => {
    expect(positionOf([entryOf(2), entryOf(3)], entryOf(1))).toBe(0);
  });

  it('is behind every entry of the same time', () => {
    expect(positionOf([entryOf(1), entryOf(2), entryOf(2)], entryOf(2))).toBe(3);
  });

  it.each([
    ['a lower number is before a higher one', '2', '10', 0],
    ['a higher number is behind a lower one', '10', '2', 1],
    ['the same number says nothing, and the time does', '7', '7', 0],
    ['what only begins with a number is none', '2', '1x', 0],
    ['what only ends with a number is none', '2', 'x1', 0],
    ['what is compared with no number is none', '2', undefined, 0],
  ])('is told by sequence numbers: %s', (_what, own, other, position) => {
    expect(positionOf([entryOf(2, {}, other)], entryOf(1, {}, own))).toBe(position);
    expect(positionOf([entryOf(1, {}, own)], entryOf(2, {}, other))).toBe(1 - position);
  });
});

describe('a change between two states', () => {
  const known: TimelineEntry = {
    at: instant('2023-02-01T10:00:00.000000000Z'),
    snapshot: {
      ...order,
      status: 'APPROVED',
      activities: [{ type: 'ORDER_PLACED', at: dateText('2023-02-01T09:00:00.000Z') }],
    },
  };

  function changeNotedAt(notedAt: string) {
    const canceled: Snapshot = {
      ...order,
      status: 'CANCELED',
      activities: [{ type: 'ORDER_CANCELED', at: dateText(notedAt) }],
    };
    const entry = { at: instant('2023-02-02T10:00:00.000000000Z'), snapshot: canceled };
    const [finding] = findAtPlace([known], entry, placeInTimeline([known], entry));
    return [finding?.kind, finding?.at, finding?.notBefore];
  }

  it('has the instant that the order notes, up to five seconds after its event', () => {
    expect(changeNotedAt('2023-02-02T10:00:05.000Z')).toEqual([
      'order-canceled',
      '2023-02-02T10:00:05.000Z',
      '2023-02-02T10:00:05.000Z',
    ]);
    expect(changeNotedAt('2023-02-02T10:00:05.001Z')).toEqual([
      'order-canceled',
      undefined,
      '2023-02-01T10:00:00.000Z',
    ]);
  });
});

describe('a renewal between two states', () => {
  function cycle(index: number, cycleStartedAt: string): Snapshot {
    const startedAt = dateText(cycleStartedAt);
    return {
      product: 'wix-pricing-plans',
      status: 'ACTIVE',
      paymentStatus: 'PAID',
      cycleIndex: index,
      paymentCycle: index,
      cycleStartedAt: startedAt,
    };
  }

  function earliestOf(cycleStartedAt: string) {
    const known = { at: instant('2023-02-01T10:00:00.000000000Z'), snapshot: cycle(1, '2023-01-01T10:00:00.000Z') };
    const entry = { at: instant('2023-02-02T10:00:00.000000000Z'), snapshot: cycle(2, cycleStartedAt) };
    const findings = findAtPlace([known], entry, placeInTimeline([known], entry));
    return findings.find(({ kind }) => kind === 'order-renewed')?.notBefore;
  }

  it.each([
    ['of its cycle, between the two', '2023-02-02T09:00:00.000Z', '2023-02-02T09:00:00.000Z'],
    ['of its cycle, with its event', '2023-02-02T10:00:00.000Z', '2023-02-02T10:00:00.000Z'],
    ['of the state before, where the cycle started earlier', '2023-02-01T09:00:00.000Z', '2023-02-01T10:00:00.000Z'],
    ['of the state before, where the cycle starts later', '2023-02-02T10:00:00.001Z', '2023-02-01T10:00:00.000Z'],
  ])('is no older than the time %s', (_what, startedAt, earliest) => {
    expect(earliestOf(startedAt)).toBe(earliest);
  });
});
