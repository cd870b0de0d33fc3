import type { SiteRules } from '../../src/backend/order-events/intake/handle-event.ts';
import { handleOrderEvent, type EventDeps } from '../../src/backend/order-events/intake/handle-event.ts';
import { deliverAll } from '../../src/backend/order-events/delivery/deliver-due.ts';
import { RECONCILE_OVERLAP_MS, reconcileOrders } from '../../src/backend/order-events/reconcile/reconcile-orders.ts';
import {
  createInMemoryStore,
  createRecordingMailer,
  type AroundCall,
} from '../../src/backend/order-events/memory/in-memory-store.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import type { Process } from './running-process.ts';
import type { Scenario, ScenarioEvent } from './scenario.ts';

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };

/** The handler of an event. */
export function handlerOf(event: ScenarioEvent, scenario: Scenario): Process {
  return {
    name: event.name,
    start: (world, around) => handleOrderEvent(event.handler, event.raw, siteOf(scenario), depsOf(world, around)),
  };
}

/** The hourly job. */
export const deliveryJob: Process = {
  name: 'job',
  start: (world, around) => deliverAll(world.now + 60_000, depsOf(world, around)),
};

/** The reconcile job, which reads the order as it is in the end, and ran last before the deliveries began. */
export function reconcileJobOf(scenario: Scenario): Process {
  const { product, finalOrder } = scenario;
  const progress = { [`${product}/since`]: Date.parse(scenario.now) - RECONCILE_OVERLAP_MS };
  return {
    name: 'reconcile',
    start(world, around) {
      const source = { product, listChanged: () => Promise.resolve({ orders: [finalOrder] }) };
      const deps = {
        ...depsOf(world, around),
        sources: [source],
        findContact: () => Promise.resolve(undefined),
        noteProgress: () => Promise.resolve(),
        atOnce: 1,
      };
      return reconcileOrders(progress, world.now + 60_000, siteOf(scenario), deps);
    },
  };
}

function siteOf({ rules }: Scenario): SiteRules {
  return { rules, settings };
}

function depsOf(world: World, around: AroundCall): EventDeps {
  return {
    store: createInMemoryStore(world, around),
    mailer: createRecordingMailer(world, around),
    now: () => world.now,
    random: () => 0.5,
    loadDigest: () => Promise.resolve(digest),
    takeOverdueTurn: () => true,
    log: (message, { failure }) => {
      if (failure !== undefined) throw new Error(`${message}: ${String(failure)}`);
    },
  };
}

/** Tells any two texts apart, and is quick. */
function digest(text: string): string {
  const known = tokens.get(text) ?? `d${String(tokens.size)}`;
  tokens.set(text, known);
  return known;
}

const tokens = new Map<string, string>();
