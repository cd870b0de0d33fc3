import type { PortCall } from '../../src/backend/order-events/memory/in-memory-ports.ts';
import { copyWorld, type World } from '../../src/backend/order-events/memory/in-memory-world.ts';
import { fingerprintOf } from './fingerprint.ts';
import { begin, proceed, type Process, type Running } from './running-process.ts';

/** A process that was stopped for good, before a call that never took effect. */
export interface Stopped {
  readonly process: number;
  /** The notification whose email it had sent and not noted, or whose attempt it had claimed and not settled. */
  readonly doubt: { readonly key: string; readonly kind: 'sent' | 'claimed' } | undefined;
}

/** One way in which a step can end. */
export interface StepEnd {
  readonly world: World;
  readonly stopped: Stopped | undefined;
  /** One shortest schedule that ends so. */
  readonly trail: readonly string[];
  /** How many schedules end so. */
  readonly schedules: number;
}

/** All ends of a step, and how many runs it took to find them. */
export interface StepResult {
  readonly ends: readonly StepEnd[];
  readonly runs: number;
}

/**
 * Runs the processes at once under every schedule of their port calls. With `mayStop`, one of them is stopped for good at every
 * point, too. Schedules that meet in the same state go on as one.
 */
export async function runStep(start: World, processes: readonly Process[], mayStop: boolean): Promise<StepResult> {
  const edges = new Map<string, string[]>();
  const ends = new Map<string, Omit<StepEnd, 'schedules'>>();
  const open: number[][] = [[]];
  let runs = 0;
  let root = '';
  for (let prefix = open.shift(); prefix !== undefined; prefix = open.shift()) {
    runs += 1;
    root = await runSchedule(start, processes, mayStop, { prefix, edges, ends, open });
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

/** Follows one schedule until it ends or meets a state that another one met. Returns the state in which all begin. */
async function runSchedule(
  start: World,
  processes: readonly Process[],
  mayStop: boolean,
  { prefix, edges, ends, open }: Search,
): Promise<string> {
  const world = copyWorld(start);
  const running = await Promise.all(processes.map((process) => begin(process, world)));
  const trail: string[] = [];
  const made: number[] = [];
  let stopped: Stopped | undefined;
  let root = '';
  let from: { readonly state: string; readonly choice: number } | undefined;
  for (let depth = 0; ; depth += 1) {
    const live = running.flatMap((process, index) => (isLive(process, index, stopped) ? [index] : []));
    const choiceCount = mayStop && stopped === undefined ? live.length * 2 : live.length;
    const state = stateOf(world, running, stopped, choiceCount === 0);
    if (depth === 0) root = state;
    if (from !== undefined) (edges.get(from.state) ?? [])[from.choice] = state;
    if (choiceCount === 0) {
      if (!ends.has(state)) ends.set(state, { world, stopped, trail });
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
    const index = live[choice % live.length] ?? 0;
    const process = running[index];
    if (process?.pending === undefined) throw new Error('A live process waits for a call');
    const { call, act } = process.pending;
    if (choice >= live.length) {
      stopped = { process: index, doubt: doubtOf(process, call) };
      trail.push(`${process.name} stops before ${call.name}`);
    } else {
      trail.push(`${process.name}: ${call.name}`);
      await proceed(process, act);
    }
  }
}

function isLive({ isDone }: Running, index: number, stopped: Stopped | undefined): boolean {
  return !isDone && stopped?.process !== index;
}

/** What becomes of a sent email is noted by the call that comes next. */
function doubtOf({ last, claimed }: Running, pending: PortCall): Stopped['doubt'] {
  const isNote = pending.name === 'notifications.save' || pending.name === 'notifications.noteSent';
  if (last?.name === 'mailer.send' && isNote) return { key: pending.args[0].key, kind: 'sent' };
  return claimed === undefined ? undefined : { key: claimed, kind: 'claimed' };
}

function stateOf(world: World, running: readonly Running[], stopped: Stopped | undefined, isEnd: boolean): string {
  const stop = stopped === undefined ? '-' : [stopped.process, stopped.doubt?.kind, stopped.doubt?.key].join();
  const answers = isEnd ? 'end' : running.map((process) => process.answers).join('/');
  return `${fingerprintOf(world)}|${stop}|${answers}`;
}

/** How many ways lead from a state to each end. */
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
