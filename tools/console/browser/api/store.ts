import { useEffect, useState } from 'preact/hooks';

import type { LiveMessage, Status } from '../../contract/answers.ts';
import type { Problem, RunSummary } from '../../../workbench/runs/run.ts';
import { read } from './call.ts';
import { followLive, type Connection } from './live.ts';

/** What the whole page knows. */
export interface Store {
  readonly connection: Connection;
  readonly status: Status | null;
  /** The newest first. */
  readonly runs: readonly RunSummary[];
  readonly hasRuns: boolean;
  /** Rises when something moved: views then read again. */
  readonly version: number;
  /** The last action that was refused. */
  readonly problem: Problem | null;
  /** What the last action did, for people who do not see it. */
  readonly said: string;
}

/** More than the console keeps. */
const RUNS_HELD = 2_500;
const SETTLE_MS = 60;

let store: Store = {
  connection: 'connecting',
  status: null,
  runs: [],
  hasRuns: false,
  version: 0,
  problem: null,
  said: '',
};
const listeners = new Set<(store: Store) => void>();
let settling: ReturnType<typeof setTimeout> | undefined;

/** Begins to follow the console. */
export function startStore(): void {
  // At once, and not only when the live messages have begun: the first view waits for nothing.
  void readRuns();
  void readStatus();
  void followLive(take, (connection) => change({ connection }));
}

/** The store, and again whenever it changes. */
export function useStore(): Store {
  const [current, setCurrent] = useState(store);
  useEffect(() => {
    setCurrent(store);
    listeners.add(setCurrent);
    return () => void listeners.delete(setCurrent);
  }, []);
  return current;
}

/** Shows why an action was refused, or takes that away. */
export function showProblem(problem: Problem | null): void {
  change({ problem });
}

/** Says what an action did. */
export function say(said: string): void {
  change({ said });
}

/** Adds runs that an answer told of before the live messages did. */
export function addRuns(runs: readonly RunSummary[]): void {
  const known = new Map(store.runs.map((run) => [run.id, run]));
  for (const run of runs) if (isNews(known.get(run.id), run)) known.set(run.id, run);
  const sorted = [...known.values()].sort((left, right) => right.id - left.id).slice(0, RUNS_HELD);
  change({ runs: sorted });
}

const rank = { queued: 0, running: 1, done: 2 } as const;

/** Reads runs that are older than those of the list. */
export async function readOlderRuns(): Promise<void> {
  const oldest = store.runs.at(-1)?.id ?? 0;
  const answer = await read<RunSummary[]>(`runs?before=${oldest}`);
  if (answer.kind === 'ok') addRuns(answer.value);
}

/** An answer can be overtaken by the live messages. */
function isNews(known: RunSummary | undefined, run: RunSummary): boolean {
  return known === undefined || rank[run.status] >= rank[known.status];
}

function take(message: LiveMessage): void {
  if (message.kind === 'run') addRuns([message.run]);
  else void readRuns();
  settling ??= setTimeout(() => {
    settling = undefined;
    change({ version: store.version + 1 });
    void readStatus();
  }, SETTLE_MS);
}

async function readRuns(): Promise<void> {
  const answer = await read<RunSummary[]>('runs');
  if (answer.kind === 'ok') change({ runs: answer.value, hasRuns: true });
}

async function readStatus(): Promise<void> {
  const answer = await read<Status>('status');
  if (answer.kind === 'ok') change({ status: answer.value });
}

function change(part: Partial<Store>): void {
  store = { ...store, ...part };
  for (const listener of listeners) listener(store);
}
