import pc from 'picocolors';

import { handlerNames, handlers } from '../../src/backend/order-events/handlers/handlers.ts';
import { fourHandlers } from './read-stories.ts';
import { simulateWeek, type WeekResult } from './simulate-week.ts';
import { readOnlineOrder } from './week-orders.ts';

const PAID_AFTER_MS = [6_000, 40_000, 300_000] as const;
const LEAST_TOLD_PERCENT = 99;

/** Row of the table of weeks. */
export interface WeekRow extends WeekResult {
  readonly product: string;
  readonly paidAfterMs: number;
  readonly handlers: 'all' | 'only the four';
}

/** Simulates a week for each product and each time between order and payment, with all handlers and with only the four. */
export async function simulateWeeks(root: string, orders: number, seed = 1): Promise<WeekRow[]> {
  const rows: WeekRow[] = [];
  for (const product of new Set(Object.values(handlers).map((entry) => entry.product))) {
    const online = await readOnlineOrder(root, product);
    for (const paidAfterMs of PAID_AFTER_MS) {
      for (const which of ['all', 'only the four'] as const) {
        const own = which === 'all' ? handlerNames : fourHandlers;
        const result = await simulateWeek(online, { product, orders, paidAfterMs, handlers: own, seed });
        rows.push({ product, paidAfterMs, handlers: which, ...result });
      }
    }
  }
  return rows;
}

/** `true` if fewer than 99 % of buyers were notified, one was notified twice, or any other email was sent. */
export function isBad({ orders, told, toldTwice, toldWrongly }: WeekRow): boolean {
  return told * 100 < orders * LEAST_TOLD_PERCENT || toldTwice > 0 || toldWrongly > 0;
}

/** Returns the weeks as a table, with the events of the orders whose buyers were not notified. */
export function formatWeeks(rows: readonly WeekRow[]): string {
  const head = line('product', 'paid after', 'handlers', 'orders', 'told', 'told twice', 'told wrongly');
  return [pc.bold(head), ...rows.flatMap(formatRow)].join('\n');
}

function formatRow(row: WeekRow): string[] {
  const { product, paidAfterMs, handlers: which, orders, told, toldTwice, toldWrongly, untold } = row;
  const percent = `${((told * 100) / orders).toFixed(2)} %`;
  const text = line(product, `${paidAfterMs / 1_000} s`, which, orders, percent, toldTwice, toldWrongly);
  const courses = Object.entries(untold).map(([course, count]) => `  ${count} not told after: ${course}`);
  return [isBad(row) ? pc.red(text) : text, ...courses];
}

function line(first: string, ...others: readonly (string | number)[]): string {
  return (
    first.padEnd(20) +
    others
      .map((text) => String(text).padEnd(15))
      .join('')
      .trimEnd()
  );
}
