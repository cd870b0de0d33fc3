import { createInMemoryPorts, type AroundCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { OrderSource } from '../../src/backend/order-events/ports/order-reader.ts';
import { sweepOrders, type SweepDeps } from '../../src/backend/order-events/reconcile/sweep-orders.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { MINUTE } from '../ports/sample-rows.ts';
import { changed } from '../../tools/workbench/payload/changed-event.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { valueAt } from '../../tools/workbench/payload/json.ts';
import { paidRule, siteWith } from '../support/shop-site.ts';

/** In milliseconds. */
export const HOUR = 60 * MINUTE;
/** A minute after the documented order was placed. */
export const now = Date.UTC(2023, 0, 16, 13, 54);
/** The progress of a job that has read the open orders. */
export const installed = { 'wix-ecom/baseline': 'done' } as const;
/** A site with one rule, about payments. */
export const site = siteWith([paidRule]);
const placed = documentedPayload('wixEcom_onOrderUpdated');
/** The documented order, as it is read. */
export const shopOrder = orderOf({});

/** The documented order with named changes. */
export function orderOf(changes: Parameters<typeof changed>[1]): unknown {
  return valueAt(changed(placed, changes), 'entity');
}

/** A source that gives these pages, and notes what it is asked for; and these open orders, by default none. */
export function sourceOf(
  pages: readonly (readonly unknown[])[],
  asked: unknown[] = [],
  open: readonly unknown[] = [],
): OrderSource {
  return {
    product: 'wix-ecom',
    listOpen: () => Promise.resolve({ orders: open }),
    listChanged(changedSince, from) {
      asked.push([changedSince.toISOString(), from]);
      const index = Number(from ?? 0);
      const next = index + 1 < pages.length ? { next: String(index + 1) } : {};
      return Promise.resolve({ orders: pages[index] ?? [], ...next });
    },
  };
}

/** What differs from the first run. */
export interface Run {
  readonly progress?: Readonly<Record<string, string | number>>;
  readonly deadline?: number;
  readonly contact?: string | undefined;
  readonly rules?: SiteRules;
}

/** What a sweep of these sources needs; it finds no contacts. */
export function sweepDepsOf(world: World, sources: readonly OrderSource[], around?: AroundCall): SweepDeps {
  return {
    ...createInMemoryPorts(world, around),
    sources,
    findContact: () => Promise.resolve(undefined),
    noteProgress: () => Promise.resolve(),
    concurrency: 1,
  };
}

/** Sweeps the orders of these sources over a world. */
export function sweep(world: World, sources: readonly OrderSource[], run: Run = {}) {
  const { progress = installed, deadline = now + MINUTE, contact, rules = site } = run;
  const deps = { ...sweepDepsOf(world, sources), findContact: () => Promise.resolve(contact) };
  return sweepOrders(progress, deadline, rules, deps);
}
