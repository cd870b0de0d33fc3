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
import { createStoreClock } from '../../src/backend/order-events/wix/store-clock.ts';
import { fingerprintOf } from './fingerprint.ts';
import { hasWon } from '../workbench/port-calls/gathered-calls.ts';
import type { Conditions, Process } from './running-process.ts';
import type {
  Scenario,
  ScenarioCleanUp,
  ScenarioDamage,
  ScenarioErasure,
  ScenarioEvent,
  ScenarioRead,
} from './scenario.ts';

const DAY_MS = 86_400_000;

const settings = { timeZone: 'UTC', fallbackLanguage: 'en', retentionDays: 90 };

/** Returns the process that handles a delivery: an event handler, the reconcile job, the clean-up, or the web method that erases. */
export function processOf(delivery: Scenario['events'][number], scenario: Scenario, host: Host): Process {
  if ('cleansAheadDays' in delivery) return cleanerOf(delivery, scenario);
  if ('delivers' in delivery) return deliveryJobOf(scenario, delivery.name);
  if ('damages' in delivery) return damageOf(delivery, scenario);
  if ('erases' in delivery) return eraserOf(delivery, scenario);
  if ('listed' in delivery) return readerOf(delivery, scenario);
  return host === 'transactions' ? workerOf(delivery, scenario) : handlerOf(delivery, scenario);
}

/** Host that handles events: handlers called by Wix, or workers on a transactional database with an inbox. */
export type Host = 'wix' | 'transactions';

/** Creates the handler of an event. */
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
 * Creates a worker that takes an event out of the inbox. Its writes take effect on commit, and its order is locked until then: after
 * another worker's commit, it starts from what that worker wrote. Without a commit, nothing of its work remains and the event is still in
 * the inbox.
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
          // An event that has left the inbox is not taken again, even if the commit answered with an error.
          if (commit === 'committed') await sendAll();
          return;
        }
      }
    },
  };
}

/** Commits the writes made `inside`, unless the world has changed since; `unclear`: committed, but answered with an error. */
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

/** Returns the stores of a transaction, without state of its process such as its digest. */
function storesOf(world: World): Stores {
  const { projections, notifications, claims, unhandled, jobStates, recorded, erasures } = createInMemoryPorts(world);
  return { projections, notifications, claims, unhandled, jobStates, recorded, erasures };
}

/** Creates the process that erases; the owner repeats the request if it fails. */
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
 * Creates the daily clean-up, without the parts that do not affect a scenario. Events that could not be handled are omitted, because the
 * hourly job handles them long before their retention ends.
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

/** Creates the damage to the newest state of every order: one that cannot be read counts as none, but has its revision. */
function damageOf({ name }: ScenarioDamage, { product }: Scenario): Process {
  return {
    name,
    async start(world, around) {
      const { projections } = createInMemoryPorts(world, around);
      const ids = [...world.projections.keys()].map((key) => key.slice(`${product}/`.length));
      const saved = await projections.listNewest(product, ids);
      await projections.replaceAll(saved.map((state) => ({ ...state, projection: undefined })));
    },
  };
}

/** Creates the hourly job. */
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

/** Creates the reconcile job, which reads the order in its final state. */
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

/** Returns the other jobs' states on a site that has been running since its first events and is about to remove old data. */
export function ranSince({ knownAt = '', now }: Scenario): readonly (readonly [string, JobState])[] {
  const at = Date.parse(now);
  const ran = { startedAt: at, finishedAt: at, report: {} };
  return [
    ['deliverDueNotifications', { ...ran, progress: { listeningSince: Date.parse(knownAt) - DAY_MS } }],
    ['cleanUp', { ...ran, progress: { 'orders/removedBefore': at - 731 * DAY_MS, 'orders/announcedAt': at - DAY_MS } }],
  ];
}

/** Returns the state of the reconcile job if it last ran before the deliveries began. */
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
 * Performs the quiet calls of the hourly job immediately, so that no other process can run, and no stop or failure can occur, at them: it
 * would make no difference. The job's state is written for the owner and not read by the job. The list of events that could not be handled
 * is empty unless a call failed, and only the jobs run at that time. A call that reads data that nothing writes, or writes data that
 * nothing reads, commutes with every other.
 */
function exceptQuietCalls(around: AroundCall, isQuiet: (name: PortCall['name']) => boolean): AroundCall {
  return (call, effect) => {
    if (!isQuiet(call.name)) return around(call, effect);
    const answer = effect();
    if (Array.isArray(answer) && answer.length > 0)
      throw new Error(`${call.name} must return an empty list to be quiet`);
    return Promise.resolve(answer);
  };
}

/** Scenarios record no events, and only those with an erasure write one: elsewhere, looking for it is quiet. */
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

/** Returns the process with its clock set forward. */
export function withClock(process: Process, aheadMs: number): Process {
  return { ...process, start: (world, around, conditions) => process.start(world, around, { ...conditions, aheadMs }) };
}

/**
 * Creates the package under test on a world. Jobs process one row after another: rows share only the order's projection, for which two
 * parallel processes contend here as well.
 */
function orderEventsOf(world: World, around: AroundCall, { aheadMs, noteFailure }: Conditions): OrderEvents {
  const now = (): number => world.now + aheadMs;
  const clock = createStoreClock(now);
  const notingDates: AroundCall = async (call, effect) => {
    const answer = await around(call, effect);
    if (hasWon(call, answer)) clock.ask()(new Date(world.now));
    return answer;
  };
  const ports = {
    ...createInMemoryPorts(world, aheadMs === 0 ? around : notingDates),
    now,
    // Where all clocks are right, it makes no difference who knows it.
    storeTime: () => (aheadMs === 0 ? { earliest: world.now, latest: world.now } : clock.read()),
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

/** As long as a digest, so that no mark occurs inside another. */
const DIGEST_LENGTH = 12;

/** Returns a short token, different for different texts. */
function tokenOf(text: string): string {
  const known = tokens.get(text) ?? String(tokens.size).padStart(DIGEST_LENGTH, '0');
  tokens.set(text, known);
  return known;
}

const tokens = new Map<string, string>();
