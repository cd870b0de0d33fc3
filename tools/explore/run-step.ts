import { copyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { FailingCalls, OpenDoubt } from './calls-that-fail.ts';
import type { Pending, Running, Step } from './running.ts';
import { begin, isDone, proceed, type Container } from './running-process.ts';

/** A container that was stopped for good, before anything that waits in it took effect. */
export interface Stopped {
  readonly container: number;
  /** Those of its processes that had not ended. */
  readonly members: readonly number[];
  /** The notifications whose email they sent without saving the result, or whose attempt they claimed without settling it. */
  readonly doubts: readonly { readonly key: string; readonly doubt: 'sent' | 'claimed' }[];
  /** `true` if it had committed its transaction. */
  readonly hasCommitted: boolean;
}

/** A possible end of a step. */
export interface StepEnd {
  readonly world: World;
  readonly stopped: Stopped | undefined;
  /** Doubts left by failed calls. */
  readonly doubts: readonly OpenDoubt[];
  readonly failures: number;
  /** One of the shortest schedules with this end. */
  readonly trail: readonly string[];
  /** Number of schedules with this end. */
  readonly schedules: number;
}

/** All ends of a step, with the number of runs needed to find them. */
export interface StepResult {
  readonly ends: readonly StepEnd[];
  readonly runs: number;
}

/** Calls that may fail, and their maximum number. */
export interface Failures {
  readonly failing: FailingCalls;
  readonly atMost: number;
}

/**
 * Runs the containers in parallel under every schedule of their port calls. With `mayStop`, it also stops one of them at every point; calls
 * fail in every way that `failures` permits. Schedules that meet in the same state continue as one.
 */
export async function runStep(
  start: World,
  containers: readonly Container[],
  mayStop: boolean,
  failures?: Failures,
): Promise<StepResult> {
  const edges = new Map<string, string[]>();
  const ends = new Map<string, Omit<StepEnd, 'schedules'>>();
  const open: number[][] = [[]];
  let runs = 0;
  let root = '';
  for (let prefix = open.shift(); prefix !== undefined; prefix = open.shift()) {
    runs += 1;
    root = await runSchedule(start, containers, { mayStop, failures }, { prefix, edges, ends, open });
  }
  const schedules = countPaths(root, edges, new Map());
  return {
    ends: [...ends].map(([id, end]) => ({ ...end, schedules: schedules.get(id) ?? 0 })),
    runs,
  };
}

interface Search {
  readonly prefix: readonly number[];
  readonly edges: Map<string, string[]>;
  readonly ends: Map<string, Omit<StepEnd, 'schedules'>>;
  readonly open: number[][];
}

/** Follows one schedule until it ends or meets a known state. Returns the state in which all schedules begin. */
async function runSchedule(
  start: World,
  containers: readonly Container[],
  { mayStop, failures }: { readonly mayStop: boolean; readonly failures: Failures | undefined },
  { prefix, edges, ends, open }: Search,
): Promise<string> {
  const world = copyWorld(start);
  const running = await Promise.all(containers.map((container) => begin(container, world, failures?.failing)));
  const failed: Failed = { doubts: [], count: 0 };
  const trail: string[] = [];
  const made: number[] = [];
  let stopped: Stopped | undefined;
  let root = '';
  let from: { readonly state: string; readonly choice: number } | undefined;
  for (let depth = 0; ; depth += 1) {
    const live = running.flatMap((container, index) =>
      isDone(container) || stopped?.container === index ? [] : [index],
    );
    const mayFail = failures !== undefined && failed.count < failures.atMost ? failures.failing : undefined;
    const choices = choicesOf(running, live, mayStop && stopped === undefined, mayFail);
    const choiceCount = choices.length;
    const state = stateOf(world, running, stopped, failed, choiceCount === 0);
    if (depth === 0) root = state;
    if (from !== undefined) (edges.get(from.state) ?? [])[from.choice] = state;
    if (choiceCount === 0) {
      if (!ends.has(state)) {
        const doubts = failed.doubts.filter((doubt) => isStillOpen(doubt, running));
        ends.set(state, { world, stopped, doubts, failures: failed.count, trail });
      }
      return root;
    }
    let choice = prefix[depth];
    if (choice === undefined) {
      if (edges.has(state)) return root;
      edges.set(state, []);
      for (let other = 1; other < choiceCount; other += 1) open.push([...made, other]);
      choice = 0;
    }
    made.push(choice);
    from = { state, choice };
    const { index, taken } = choices[choice] ?? { index: 0, taken: 'stop' };
    const container = running[index];
    if (container === undefined) throw new Error('A choice is about a container');
    if (taken === 'stop') {
      stopped = stop(container, index);
      trail.push(`${container.name} stops before ${container.pending.map(({ name }) => name).join(' and ')}`);
    } else {
      const { pending, step } = taken;
      trail.push(`${container.name}: ${pending.name}${step.name === '' ? '' : ` (${step.name})`}`);
      await proceed(container, () => {
        if (step.isFailure) container.failure += `${pending.name} ${step.name}`;
        failed.count += Number(step.isFailure);
        failed.doubts.push(...step.act());
      });
    }
  }
}

/** `false` for an attempt that was settled although another call of its process failed. */
function isStillOpen({ doubt, key }: OpenDoubt, running: readonly Running[]): boolean {
  return doubt !== 'claimed' || running.some(({ members }) => members.some(({ claimed }) => claimed.has(key ?? '')));
}

/** A possible next action in a container. */
interface Choice {
  readonly index: number;
  readonly taken: { readonly pending: Pending; readonly step: Step } | 'stop';
}

function choicesOf(
  running: readonly Running[],
  live: readonly number[],
  mayStop: boolean,
  failing: FailingCalls | undefined,
): readonly Choice[] {
  const steps = live.flatMap((index) => {
    const { pending = [] } = running[index] ?? {};
    const first = pending.filter(({ isLast }) => isLast !== true);
    return (first.length === 0 ? pending : first).flatMap((each) =>
      each.stepsOf(failing).map((step): Choice => ({ index, taken: { pending: each, step } })),
    );
  });
  const isFailure = ({ taken }: Choice): boolean => taken !== 'stop' && taken.step.isFailure;
  return [
    ...steps.filter((choice) => !isFailure(choice)),
    ...(mayStop ? live.map((index): Choice => ({ index, taken: 'stop' })) : []),
    ...steps.filter(isFailure),
  ];
}

/** The failed calls of a schedule. */
interface Failed {
  readonly doubts: OpenDoubt[];
  count: number;
}

function stop({ members, hasCommitted }: Running, container: number): Stopped {
  const unfinished = members.filter(({ isDone: hasEnded }) => !hasEnded);
  const doubts = unfinished.flatMap(({ unnoted, claimed }) => [
    ...[...unnoted].map((key) => ({ key, doubt: 'sent' as const })),
    ...[...claimed].filter((key) => !unnoted.has(key)).map((key) => ({ key, doubt: 'claimed' as const })),
  ]);
  return { container, members: unfinished.map((member) => members.indexOf(member)), doubts, hasCommitted };
}

function stateOf(
  world: World,
  running: readonly Running[],
  stopped: Stopped | undefined,
  { doubts, count }: Failed,
  isEnd: boolean,
): string {
  const stop =
    stopped === undefined
      ? '-'
      : [
          stopped.container,
          stopped.members.join('+'),
          ...stopped.doubts.flatMap(({ doubt, key }) => [doubt, key]),
          stopped.hasCommitted,
        ].join();
  const open = doubts.map(({ doubt, key, label }) => [doubt, key, label].join()).sort();
  const answers = isEnd ? 'end' : running.map(answersOf).join('/');
  return [fingerprintOf(world), stop, count, open.join(), answers].join('|');
}

/** A call that has begun belongs to the state, because what it waits for is no answer. */
function answersOf({ members, sharedState }: Running): string {
  return [...members.map(({ answers }) => answers), sharedState()].join(';');
}

/** Counts the paths from a state to each end. */
function countPaths(
  state: string,
  edges: ReadonlyMap<string, readonly string[]>,
  known: Map<string, ReadonlyMap<string, number>>,
): ReadonlyMap<string, number> {
  const counted = known.get(state);
  if (counted !== undefined) return counted;
  const next = edges.get(state);
  const counts = new Map<string, number>();
  if (next === undefined) counts.set(state, 1);
  for (const following of next ?? []) {
    for (const [end, count] of countPaths(following, edges, known)) counts.set(end, (counts.get(end) ?? 0) + count);
  }
  known.set(state, counts);
  return counts;
}
