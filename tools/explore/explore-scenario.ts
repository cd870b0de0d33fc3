import { LEASE_MS } from '../../src/backend/order-events/ports/attempt-claims.ts';
import { copyWorld, emptyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { addTotals, findLeftover, judge, noTotals, type Totals } from './judge.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fingerprintOfNode, isAtRest, openWindows, type Node } from './node.ts';
import {
  deliveryJobOf,
  handlerOf,
  processOf,
  ranSince,
  reconciledBefore,
  reconcileJobOf,
  withClock,
} from './processes.ts';
import { runStep, type Failures, type StepEnd, type Stopped } from './run-step.ts';
import type { Container, Process } from './running-process.ts';
import type { ExploreOptions } from './explore-options.ts';
import { fillUp, picks, type Picked } from './picks.ts';
import type { Scenario } from './scenario.ts';

/** Result of exploring a scenario. */
export interface Exploration {
  readonly totals: Totals;
  /** Number of runs: schedules that meet in one state continue as one. */
  readonly runs: number;
  /** Number of different ends. */
  readonly ends: number;
  /** The faults of the shortest faulty schedule, followed by the schedule; empty if there are none. */
  readonly firstFault: readonly string[];
}

interface Search {
  readonly scenario: Scenario;
  readonly options: ExploreOptions;
  readonly known: Map<string, Totals>;
  readonly stepEnds: Map<string, readonly StepEnd[]>;
  runs: number;
  ends: number;
  firstFault: readonly string[];
}

/**
 * Steps of the jobs after the deliveries, until nothing is left to do. Two jobs run in parallel, because they may overlap; in a scenario
 * with an erasure they run one at a time, because a sweep makes many calls and two sweeps do not affect each other.
 */
const MAX_REST_STEPS = 14;

/** Jobs run hourly at best. After this time every lease is over by any clock, and a listing no longer lags behind an event. */
const REST_STEP_MS = 31 * 60_000;

/** Explores all schedules of a scenario. */
export async function exploreScenario(scenario: Scenario, options: ExploreOptions): Promise<Exploration> {
  const search: Search = { scenario, options, known: new Map(), stepEnds: new Map(), runs: 0, ends: 0, firstFault: [] };
  let world = emptyWorld(Date.parse(scenario.knownAt ?? scenario.now));
  for (const event of scenario.known) {
    const { ends } = await runStep(world, [alone(handlerOf(event, scenario))], false);
    world = ends[0]?.world ?? world;
  }
  world.emails.length = 0;
  world.now = Date.parse(scenario.now);
  if (scenario.knownAt !== undefined) for (const [job, state] of ranSince(scenario)) world.jobStates.set(job, state);
  world.jobStates.set('reconcileOrders', reconciledBefore(scenario));
  let totals = noTotals;
  for (const remaining of fillUp(scenario.events.length, options.deliveries)) {
    const node = {
      world,
      rowsBefore: world.notifications,
      remaining,
      rested: 0,
      handled: new Set<string>(),
      windows: new Map(),
      crashesLeft: options.crashes,
      failuresLeft: options.failures?.atMost ?? 0,
    };
    totals = addTotals(totals, await exploreFrom(node, [], search));
  }
  return { totals, runs: search.runs, ends: search.ends, firstFault: search.firstFault };
}

async function exploreFrom(node: Node, trail: readonly string[], search: Search): Promise<Totals> {
  const id = fingerprintOfNode(node);
  const known = search.known.get(id);
  if (known !== undefined) return known;
  if (search.options.untilFault === true && search.firstFault.length > 0) return noTotals;
  const totals = node.remaining.some((count) => count > 0)
    ? await deliver(node, trail, search)
    : await rest(node, trail, search);
  search.known.set(id, totals);
  return totals;
}

async function deliver(node: Node, trail: readonly string[], search: Search): Promise<Totals> {
  let totals = noTotals;
  for (const picked of picks(node.remaining, search.options)) {
    const all = picked.flat();
    const remaining = node.remaining.map((count, at) => count - all.filter((index) => index === at).length);
    totals = addTotals(totals, await take({ ...node, remaining }, picked, trail, search));
  }
  return totals;
}

async function take(node: Node, picked: Picked, trail: readonly string[], search: Search): Promise<Totals> {
  const { scenario } = search;
  const { sharing, host = 'wix' } = search.options;
  const world = copyWorld(node.world);
  if (search.options.slow) world.now += LEASE_MS + 60_000;
  const events = picked.map((group) => group.flatMap((index) => scenario.events[index] ?? []));
  const containers = apart(
    events.map((group): Container => {
      const members = group.map((event) => processOf(event, scenario, host));
      return { name: members.map(({ name }) => name).join(' & '), members, ...(sharing && { sharing }) };
    }),
    search.options,
  );
  return await step({ ...node, world }, containers, trail, search, async (next, stopped, path) => {
    const isStopped = (container: number, member: number): boolean =>
      stopped?.container === container && stopped.members.includes(member);
    const done = events.flatMap((group, container) => group.filter((_event, member) => !isStopped(container, member)));
    const handled = new Set([...node.handled, ...done.map(({ name }) => name)]);
    // An event stays in the inbox until its transaction commits.
    const isInbox = host === 'transactions' && stopped !== undefined && isEvent(events[stopped.container]?.[0]);
    const gone = isInbox && !stopped.hasCommitted ? noTotals : await exploreFrom({ ...next, handled }, path, search);
    if (stopped === undefined || (isInbox && stopped.hasCommitted)) return gone;
    const again = stopped.members.map((member) => picked[stopped.container]?.[member]);
    const remaining = next.remaining.map((count, at) => count + again.filter((index) => index === at).length);
    const repeated = await exploreFrom({ ...next, handled, remaining }, [...path, 'it comes again'], search);
    return addTotals(gone, repeated);
  });
}

function isEvent(delivery: Scenario['events'][number] | undefined): boolean {
  return delivery !== undefined && 'handler' in delivery;
}

/** Returns a container with one process. */
function alone(process: Process): Container {
  return { name: process.name, members: [process] };
}

/** Sets the clock of the first container back and that of the second forward. */
function apart(containers: readonly Container[], { clockDifferenceMs = 0 }: ExploreOptions): readonly Container[] {
  return containers.map((container, index) => ({
    ...container,
    members: container.members.map((process) => withClock(process, clockDifferenceMs * (index - 0.5))),
  }));
}

/** Runs the jobs until two consecutive rounds change nothing, then judges. */
async function rest(node: Node, trail: readonly string[], search: Search): Promise<Totals> {
  const { scenario, options } = search;
  const isUndisturbed =
    node.crashesLeft === options.crashes &&
    node.failuresLeft === (options.failures?.atMost ?? 0) &&
    !options.staleListings;
  if (node.rested === 0 && isUndisturbed) {
    noteLeftover(node, trail, search);
  }
  if (node.rested >= MAX_REST_STEPS || (node.rested >= 7 && isAtRest(node))) return end(node, trail, search);
  const world = copyWorld(node.world);
  const isReconcile = node.rested === 2 || node.rested === 5;
  if (!isReconcile) world.now += scenario.restMs ?? REST_STEP_MS;
  const containers = isReconcile
    ? [alone(reconcileJobOf(scenario))]
    : apart(
        [
          alone(deliveryJobOf(scenario, 'job')),
          ...(scenario.erasure === undefined ? [alone(deliveryJobOf(scenario, 'other job'))] : []),
        ],
        options,
      );
  return await step({ ...node, world, rested: node.rested + 1 }, containers, trail, search, (next, _stopped, path) =>
    exploreFrom(next, path, search),
  );
}

async function step(
  node: Node,
  containers: readonly Container[],
  trail: readonly string[],
  search: Search,
  goOn: (next: Node, stopped: Stopped | undefined, path: readonly string[]) => Promise<Totals>,
): Promise<Totals> {
  const world = copyWorld(node.world);
  if (search.options.staleListings) world.listed = node.rowsBefore;
  const { failures } = search.options;
  const left = failures && { ...failures, atMost: node.failuresLeft };
  const ends = await endsOf(world, containers, node.crashesLeft > 0, left, search);
  let totals = noTotals;
  for (const end of ends) {
    const { world: after, stopped, trail: path, schedules } = end;
    const next: Node = {
      ...node,
      world: { ...after, listed: undefined },
      rowsBefore: node.world.notifications,
      windows: openWindows(node.windows, end),
      crashesLeft: node.crashesLeft - Number(stopped !== undefined),
      failuresLeft: node.failuresLeft - end.failures,
    };
    totals = addTotals(totals, await goOn(next, stopped, [...trail, path.join(', ')]), schedules);
  }
  return totals;
}

/** Returns the ends of a step. They do not depend on how its start was reached, so each step runs once. */
async function endsOf(
  world: World,
  containers: readonly Container[],
  mayStop: boolean,
  failures: Failures | undefined,
  search: Search,
): Promise<readonly StepEnd[]> {
  const id = [
    fingerprintOf(world),
    mayStop,
    failures?.atMost,
    ...containers.map(({ name, sharing }) => [name, sharing].join()),
  ].join('|');
  const known = search.stepEnds.get(id);
  if (known !== undefined) return known;
  const { ends, runs } = await runStep(world, containers, mayStop, failures);
  search.runs += runs;
  search.stepEnds.set(id, ends);
  return ends;
}

/** If no process stopped and no listing lagged, nothing may be left even before the erasure's sweep. */
function noteLeftover({ world }: Node, trail: readonly string[], search: Search): void {
  const leftover = findLeftover(world, search.scenario, new Set());
  if (leftover === undefined || search.firstFault.length > 0) return;
  search.firstFault = [`left before the sweep: ${leftover}`, ...trail];
}

function end(node: Node, trail: readonly string[], search: Search): Totals {
  const gone = new Set(search.scenario.events.map(({ name }) => name).filter((name) => !node.handled.has(name)));
  const { totals, faults } = judge(node.world, search.scenario, node.windows, gone);
  search.ends += 1;
  if (faults.length > 0 && (search.firstFault.length === 0 || trail.length < search.firstFault.length - 1)) {
    search.firstFault = [faults.join('; '), ...trail];
  }
  return totals;
}
