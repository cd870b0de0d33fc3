import { join } from 'node:path';

import { simulateWeek } from '../../tools/stories/simulate-week.ts';
import { isBad, simulateWeeks, type WeekRow } from '../../tools/stories/week.ts';
import { readOnlineOrder } from '../../tools/stories/week-orders.ts';

const root = join(__dirname, '../..');

it('tells every buyer of a week once, with all handlers and with only the four, however soon they pay', async () => {
  const rows = await simulateWeeks(root, 100);

  expect(rows).toHaveLength(18);
  expect(rows.filter(isBad)).toEqual([]);
  expect(rows.map(({ orders }) => orders)).toEqual(Array.from({ length: 18 }, () => 100));
});

it('delivers every event, and two in a hundred again', async () => {
  const online = await readOnlineOrder(root, 'wix-events');
  const settings = { product: 'wix-events', paidAfterMs: 40_000, handlers: ['wixEvents_onOrderUpdated'] } as const;

  const { deliveries, told } = await simulateWeek(online, { ...settings, orders: 1_000, seed: 3 });

  expect(told).toBe(1_000);
  expect(deliveries).toBeGreaterThan(1_005);
  expect(deliveries).toBeLessThan(1_040);
});

it('names the events of the orders whose buyers are not told', async () => {
  const online = await readOnlineOrder(root, 'wix-events');
  const settings = { product: 'wix-events', orders: 20, paidAfterMs: 6_000, seed: 1 } as const;

  const { told, untold } = await simulateWeek(online, { ...settings, handlers: [] });

  expect(told).toBe(0);
  expect(untold).toEqual({ 'no event': 20 });
});

const good: WeekRow = {
  product: 'wix-ecom',
  paidAfterMs: 6_000,
  handlers: 'all',
  orders: 100,
  deliveries: 500,
  told: 99,
  toldTwice: 0,
  toldWrongly: 0,
  untold: {},
};

it('is bad below 99 % told, and with any repeat or wrong email', () => {
  expect(isBad(good)).toBe(false);
  expect(isBad({ ...good, told: 98 })).toBe(true);
  expect(isBad({ ...good, toldTwice: 1 })).toBe(true);
  expect(isBad({ ...good, toldWrongly: 1 })).toBe(true);
});
