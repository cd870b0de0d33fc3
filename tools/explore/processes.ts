import { createOrderEvents, type OrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import {
  createInMemoryPorts,
  type AroundCall,
  type PortCall,
} from '../../src/backend/order-events/memory/in-memory-ports.ts';
import type { World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { installationKeys } from '../../src/backend/order-events/jobs/installation.ts';
import type { JobState } from '../../src/backend/order-events/ports/job-states.ts';
import { RECONCILE_OVERLAP_MS } from '../../src/backend/order-events/reconcile/sweep-orders.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import type { Process } from './running-process.ts';
import type { Scenario, ScenarioErasure, ScenarioEvent, ScenarioRead } from './scenario.ts';

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };

/** What handles a delivery: the handler of an event, the reconcile job, or the web method that erases. */
export function processOf(delivery: ScenarioEvent | ScenarioRead | ScenarioErasure, scenario: Scenario): Process {
  if ('erases' in delivery) return eraserOf(delivery, scenario);
  return 'listed' in delivery ? readerOf(delivery, scenario) : handlerOf(delivery, scenario);
}

/** The handler of an event. */
export function handlerOf(event: ScenarioEvent, scenario: Scenario): Process {
  return {
    name: event.name,
    start: (world, around) =>
      orderEventsOf(world, exceptQuietCalls(around, quietCallsOf(scenario))).handleOrderEvent(
        event.handler,
        event.raw,
        siteOf(scenario),
      ),
  };
}

function eraserOf({ name, erases, email }: ScenarioErasure, scenario: Scenario): Process {
  return {
    name,
    async start(world, around) {
      const { eraseContact } = orderEventsOf(world, exceptQuietCalls(around, quietCallsOf(scenario))).webMethods;
      const result = await eraseContact(erases, email);
      if (result.kind !== 'ok' || !result.value.isDone) throw new Error(`The erasure ended as ${result.kind}`);
    },
  };
}

/** The hourly job. */
export function deliveryJobOf(scenario: Scenario, name: string): Process {
  return {
    name,
    start: (world, around) =>
      orderEventsOf(world, exceptQuietCalls(around, quietCallsOfJob(scenario))).jobs.deliverDueNotifications(
        siteOf(scenario),
      ),
  };
}

/** The reconcile job, which reads the order as it is in the end. */
export function reconcileJobOf(scenario: Scenario): Process {
  return readerOf({ name: 'reconcile', listed: scenario.finalOrder }, scenario);
}

function readerOf({ name, listed, until }: ScenarioRead, scenario: Scenario): Process {
  const { product, finalOrder } = scenario;
  const readerAt = (now: number) => ({
    sources: [
      {
        product,
        listChanged: () =>
          Promise.resolve({ orders: [until !== undefined && now > Date.parse(until) ? finalOrder : listed] }),
        listOpen: () => Promise.resolve({ orders: [] }),
      },
    ],
    findContact: () => Promise.resolve(undefined),
  });
  return {
    name,
    start: (world, around) =>
      orderEventsOf(world, exceptQuietCalls(around, quietCallsOf(scenario))).jobs.reconcileOrders(
        readerAt(world.now),
        siteOf(scenario),
      ),
  };
}

/** The state of the reconcile job when it ran last before the deliveries began. */
export function reconciledBefore({ product, now }: Scenario): JobState {
  const at = Date.parse(now);
  return {
    startedAt: at,
    finishedAt: at,
    report: {},
    progress: { [`${product}/since`]: at - RECONCILE_OVERLAP_MS, [installationKeys(product).baseline]: 'done' },
  };
}

/**
 * Makes the quiet calls of the hourly job at once, so that they are no points at which another process may come between or
 * the job may stop: it would make no difference. The job's own state is written for the owner, and nothing that it does
 * depends on it. The events that could not be handled are listed, and there are none: nobody here writes one, because no
 * call fails. A call that reads what nobody writes, or writes what nobody reads, can change places with any other.
 */
function exceptQuietCalls(around: AroundCall, quiet: ReadonlySet<string>): AroundCall {
  return (call, effect) => {
    if (!quiet.has(call.name)) return around(call, effect);
    const answer = effect();
    if (Array.isArray(answer) && answer.length > 0) throw new Error(`${call.name} is not as quiet as it should be`);
    return Promise.resolve(answer);
  };
}

/** Nobody here records an event, and in a story without an erasure nobody writes one down: looking for it is quiet. */
function quietCallsOf({ erasure }: Scenario): ReadonlySet<PortCall['name']> {
  return new Set(['recorded.listMarked', 'recorded.remove', ...(erasure === undefined ? looks : [])] as const);
}

const looks = ['erasures.find', 'erasures.listDue'] as const;

function quietCallsOfJob(scenario: Scenario): ReadonlySet<PortCall['name']> {
  const lists = scenario.erasure === undefined ? (['unhandled.list'] as const) : [];
  return new Set(['jobStates.read', 'jobStates.save', ...lists, ...quietCallsOf(scenario)] as const);
}

/**
 * The product over a world. Jobs work on one row after the other: rows share nothing but the order's projection, which two
 * processes at once contend for here as well.
 */
function orderEventsOf(world: World, around: AroundCall): OrderEvents {
  const ports = {
    ...createInMemoryPorts(world, around),
    random: () => 0.5,
    loadDigest: () => Promise.resolve({ fingerprint: 'key', of: tokenOf }),
    takeOverdueTurn: () => true,
    log: (message: string, { failure }: { readonly failure?: string | number | undefined }) => {
      if (failure !== undefined) throw new Error(`${message}: ${String(failure)}`);
    },
  };
  return createOrderEvents(ports, { concurrency: 1 });
}

function siteOf({ rules }: Scenario): SiteRules {
  return { rules, settings };
}

/** As long as a digest: a mark must not be found in another. */
const DIGEST_LENGTH = 12;

/** Tells any two texts apart, and is quick. */
function tokenOf(text: string): string {
  const known = tokens.get(text) ?? String(tokens.size).padStart(DIGEST_LENGTH, '0');
  tokens.set(text, known);
  return known;
}

const tokens = new Map<string, string>();
