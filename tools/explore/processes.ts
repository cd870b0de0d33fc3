import { createOrderEvents, type OrderEvents } from '../../src/backend/order-events/create-order-events.ts';
import {
  createInMemoryPorts,
  type AroundCall,
  type PortCall,
} from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { copyWorld, storeAll, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { installationKeys } from '../../src/backend/order-events/jobs/installation.ts';
import type { Stores } from '../../src/backend/order-events/ports/ports.ts';
import type { JobState } from '../../src/backend/order-events/ports/job-states.ts';
import { RECONCILE_OVERLAP_MS } from '../../src/backend/order-events/reconcile/sweep-orders.ts';
import type { SiteRules } from '../../src/backend/order-events/rules/site-rules.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Conditions, Process } from './running-process.ts';
import type { Scenario, ScenarioCleanUp, ScenarioErasure, ScenarioEvent, ScenarioRead } from './scenario.ts';

const DAY_MS = 86_400_000;

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };

/** What handles a delivery: the handler of an event, the reconcile job, or the web method that erases. */
export function processOf(delivery: Scenario['events'][number], scenario: Scenario, host: Host): Process {
  if ('cleansAheadDays' in delivery) return cleanerOf(delivery, scenario);
  if ('erases' in delivery) return eraserOf(delivery, scenario);
  if ('listed' in delivery) return readerOf(delivery, scenario);
  return host === 'transactions' ? workerOf(delivery, scenario) : handlerOf(delivery, scenario);
}

/** Where events are handled: by handlers that Wix calls, or by workers on a database with transactions, out of an inbox. */
export type Host = 'wix' | 'transactions';

/** The handler of an event. */
export function handlerOf(event: ScenarioEvent, scenario: Scenario): Process {
  return {
    name: event.name,
    start: (world, around, conditions) =>
      orderEventsOf(world, exceptQuietCalls(around, isQuietIn(scenario)), conditions).handleOrderEvent(
        event.handler,
        event.raw,
        siteOf(scenario),
      ),
  };
}

/**
 * A worker that takes an event out of the inbox. What it writes takes effect with the commit, and its order is locked until then: where
 * another worker came before, it begins from what that one wrote. Of what it did not commit nothing is left, and the event is still in the inbox.
 */
function workerOf(event: ScenarioEvent, scenario: Scenario): Process {
  return {
    name: event.name,
    async start(world, around, conditions) {
      const orderEvents = orderEventsOf(world, exceptQuietCalls(around, isQuietIn(scenario)), conditions);
      const kept = { handler: event.handler, raw: event.raw, receivedAt: world.now };
      for (;;) {
        const before = fingerprintOf(world);
        const inside = copyWorld(world);
        const sendAll = await orderEvents.handleInTransaction(kept, siteOf(scenario), storesOf(inside));
        const commit = await commitTo(world, inside, before, around);
        if (commit !== 'overtaken') {
          // An event that is no more in the inbox is not taken out again, whatever the commit answered.
          if (commit === 'committed') await sendAll();
          return;
        }
      }
    },
  };
}

/** Commits what was written `inside`, unless the world has moved on since it began; `unclear`: committed, and the answer was an error. */
async function commitTo(
  world: World,
  inside: World,
  before: string,
  around: AroundCall,
): Promise<'committed' | 'unclear' | 'overtaken'> {
  const written = { isCommitted: false };
  try {
    await around({ name: 'transaction.commit', args: [] }, () => {
      written.isCommitted = fingerprintOf(world) === before;
      if (written.isCommitted) storeAll(world, inside);
      return written.isCommitted;
    });
    return written.isCommitted ? 'committed' : 'overtaken';
  } catch {
    return written.isCommitted ? 'unclear' : 'overtaken';
  }
}

/** The stores of a transaction, and nothing that is its process's own, such as its digest. */
function storesOf(world: World): Stores {
  const { projections, notifications, claims, unhandled, jobStates, recorded, erasures } = createInMemoryPorts(world);
  return { projections, notifications, claims, unhandled, jobStates, recorded, erasures };
}

/** Whoever asks for an erasure, and is told that it failed, asks again. */
function eraserOf({ name, erases, email }: ScenarioErasure, scenario: Scenario): Process {
  return {
    name,
    async start(world, around, conditions) {
      const orderEvents = orderEventsOf(world, exceptQuietCalls(around, isQuietIn(scenario)), conditions);
      for (let tries = 1; tries <= MAX_ERASURE_TRIES; tries += 1) {
        const result = await orderEvents.webMethods.eraseContact(erases, email);
        if (result.kind === 'ok' && result.value.isDone) return;
        conditions.noteFailure(`The erasure ended as ${result.kind}`);
      }
    },
  };
}

const MAX_ERASURE_TRIES = 3;

/**
 * The daily clean-up. What it counts, and what it removes besides, makes no difference to a story. An event that could not be handled is
 * handled by the hourly job long before its retention is over, so there is none here.
 */
function cleanerOf({ name, cleansAheadDays }: ScenarioCleanUp, scenario: Scenario): Process {
  const isQuiet = (call: PortCall['name']): boolean =>
    !call.startsWith('projections.') && !call.startsWith('notifications.') ? true : call.endsWith('.count');
  return {
    name,
    start: (world, around, { aheadMs, noteFailure }) =>
      orderEventsOf({ ...world, unhandled: new Map() }, exceptQuietCalls(around, isQuiet), {
        aheadMs: aheadMs + cleansAheadDays * DAY_MS,
        noteFailure,
      }).jobs.cleanUp(siteOf(scenario)),
  };
}

/** The hourly job. */
export function deliveryJobOf(scenario: Scenario, name: string): Process {
  return {
    name,
    start: (world, around, conditions) =>
      orderEventsOf(
        world,
        exceptQuietCalls(around, isQuietInJob(scenario, world)),
        conditions,
      ).jobs.deliverDueNotifications(siteOf(scenario)),
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
    start: (world, around, conditions) =>
      orderEventsOf(world, exceptQuietCalls(around, isQuietIn(scenario)), conditions).jobs.reconcileOrders(
        readerAt(world.now),
        siteOf(scenario),
      ),
  };
}

/** The states of the other jobs of a site that has run since its first events: listening all the while, and about to remove what is old. */
export function ranSince({ knownAt = '', now }: Scenario): readonly (readonly [string, JobState])[] {
  const at = Date.parse(now);
  const ran = { startedAt: at, finishedAt: at, report: {} };
  return [
    ['deliverDueNotifications', { ...ran, progress: { listeningSince: Date.parse(knownAt) - DAY_MS } }],
    ['cleanUp', { ...ran, progress: { 'orders/removedBefore': at - 731 * DAY_MS, 'orders/announcedAt': at - DAY_MS } }],
  ];
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
 * the job may stop or fail: it would make no difference. The job's own state is written for the owner, and nothing that it does
 * depends on it. The events that could not be handled are listed, and there are none unless a call failed: beside the jobs nobody
 * writes one. A call that reads what nobody writes, or writes what nobody reads, can change places with any other.
 */
function exceptQuietCalls(around: AroundCall, isQuiet: (name: PortCall['name']) => boolean): AroundCall {
  return (call, effect) => {
    if (!isQuiet(call.name)) return around(call, effect);
    const answer = effect();
    if (Array.isArray(answer) && answer.length > 0) throw new Error(`${call.name} is not as quiet as it should be`);
    return Promise.resolve(answer);
  };
}

/** Nobody here records an event, and in a story without an erasure nobody writes one down: looking for it is quiet. */
function isQuietIn({ erasure }: Scenario): (name: PortCall['name']) => boolean {
  return (name) =>
    name === 'recorded.listMarked' ||
    name === 'recorded.remove' ||
    (erasure === undefined && (name === 'erasures.find' || name === 'erasures.listDue'));
}

function isQuietInJob(scenario: Scenario, { unhandled }: World): (name: PortCall['name']) => boolean {
  const isQuiet = isQuietIn(scenario);
  return (name) => {
    if (name === 'unhandled.list') return scenario.erasure === undefined && unhandled.size === 0;
    return name === 'jobStates.read' || name === 'jobStates.save' || isQuiet(name);
  };
}

/** The process, with its clock ahead by so much. */
export function withClock(process: Process, aheadMs: number): Process {
  return { ...process, start: (world, around, conditions) => process.start(world, around, { ...conditions, aheadMs }) };
}

/**
 * The product over a world. Jobs work on one row after the other: rows share nothing but the order's projection, which two
 * processes at once contend for here as well.
 */
function orderEventsOf(world: World, around: AroundCall, { aheadMs, noteFailure }: Conditions): OrderEvents {
  const ports = {
    ...createInMemoryPorts(world, around),
    now: () => world.now + aheadMs,
    random: () => 0.5,
    loadDigest: () => Promise.resolve({ fingerprint: 'key', of: tokenOf }),
    takeOverdueTurn: () => true,
    log: (message: string, { failure }: { readonly failure?: string | number | undefined }) => {
      if (failure !== undefined) noteFailure(`${message}: ${String(failure)}`);
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
