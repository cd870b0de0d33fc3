import type { PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { copyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { fingerprintOf } from './fingerprint.ts';
import { doubtOfFailure, failuresOf, type Ending, type FailingCalls, type OpenDoubt } from './calls-that-fail.ts';
import { begin, proceed, type Process, type Running } from './running-process.ts';

/** A process that was stopped for good, before a call that never took effect. */
export interface Stopped {
  readonly process: number;
  /** The notification whose email it sent without saving the result, or whose attempt it claimed without settling it. */
  readonly doubt: { readonly key: string; readonly kind: 'sent' | 'claimed' } | undefined;
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
 * Runs the processes in parallel under every schedule of their port calls. With `mayStop`, it also stops one of them at every point; calls
 * fail in every way that `failures` permits. Schedules that meet in the same state continue as one.
 */
export async function runStep(
  start: World,
  processes: readonly Process[],
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
    root = await runSchedule(start, processes, { mayStop, failures }, { prefix, edges, ends, open });
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
  processes: readonly Process[],
  { mayStop, failures }: { readonly mayStop: boolean; readonly failures: Failures | undefined },
  { prefix, edges, ends, open }: Search,
): Promise<string> {
  const world = copyWorld(start);
  const running = await Promise.all(processes.map((process) => begin(process, world, failures?.failing === 'tries')));
  const failed: Failed = { doubts: [], count: 0 };
  const trail: string[] = [];
  const made: number[] = [];
  let stopped: Stopped | undefined;
  let root = '';
  let from: { readonly state: string; readonly choice: number } | undefined;
  for (let depth = 0; ; depth += 1) {
    const live = running.flatMap((process, index) => (isLive(process, index, stopped) ? [index] : []));
    const mayFail = failures !== undefined && failed.count < failures.atMost ? failures.failing : undefined;
    const choices = choicesOf(running, live, mayStop && stopped === undefined, mayFail);
    const choiceCount = choices.length;
    const state = stateOf(world, running, stopped, failed, choiceCount === 0);
    if (depth === 0) root = state;
    if (from !== undefined) (edges.get(from.state) ?? [])[from.choice] = state;
    if (choiceCount === 0) {
      if (!ends.has(state)) ends.set(state, { world, stopped, doubts: failed.doubts, failures: failed.count, trail });
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
    const { index, ending } = choices[choice] ?? { index: 0, ending: 'stop' };
    const process = running[index];
    if (process?.pending === undefined) throw new Error('A live process waits for a call');
    const { call, act } = process.pending;
    if (ending === 'stop') {
      stopped = { process: index, doubt: doubtOf(process, call), hasCommitted: process.hasCommitted };
      trail.push(`${process.name} stops before ${call.name}`);
    } else {
      trail.push(`${process.name}: ${call.name}${ending === 'well' ? '' : ` (${ending})`}`);
      if (ending !== 'well') noteFailure(failed, failures?.failing, call, ending, process);
      await proceed(process, () => act(ending));
    }
  }
}

/** A possible next action. */
interface Choice {
  readonly index: number;
  readonly ending: Ending | 'stop';
}

function choicesOf(
  running: readonly Running[],
  live: readonly number[],
  mayStop: boolean,
  failing: FailingCalls | undefined,
): readonly Choice[] {
  const choices: Choice[] = live.map((index) => ({ index, ending: 'well' }));
  if (mayStop) choices.push(...live.map((index): Choice => ({ index, ending: 'stop' })));
  for (const index of failing === undefined ? [] : live) {
    const call = running[index]?.pending?.call;
    const endings = call === undefined || failing === undefined ? [] : failuresOf(call, failing);
    choices.push(...endings.map((ending): Choice => ({ index, ending })));
  }
  return choices;
}

/** The failed calls of a schedule. */
interface Failed {
  readonly doubts: OpenDoubt[];
  count: number;
}

/** A failed try leaves no doubt: the next one succeeds. */
function noteFailure(
  failed: Failed,
  failing: FailingCalls | undefined,
  call: PortCall,
  ending: Exclude<Ending, 'well'>,
  process: Running,
): void {
  failed.count += 1;
  const doubt = failing === 'tries' ? undefined : doubtOfFailure(call, ending, process);
  if (doubt !== undefined) failed.doubts.push(doubt);
}

function isLive({ isDone }: Running, index: number, stopped: Stopped | undefined): boolean {
  return !isDone && stopped?.process !== index;
}

/** The call after an email call saves its result. */
function doubtOf({ last, claimed }: Running, pending: PortCall): Stopped['doubt'] {
  const isNote = pending.name === 'notifications.save' || pending.name === 'notifications.noteSent';
  if (last?.name === 'channels.send' && isNote) return { key: pending.args[0].key, kind: 'sent' };
  return claimed === undefined ? undefined : { key: claimed, kind: 'claimed' };
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
      : [stopped.process, stopped.doubt?.kind, stopped.doubt?.key, stopped.hasCommitted].join();
  const open = doubts.map(({ doubt, key, label }) => [doubt, key, label].join()).sort();
  const answers = isEnd ? 'end' : running.map((process) => process.answers).join('/');
  return [fingerprintOf(world), stop, count, open.join(), answers].join('|');
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
