import type { LiveMessage, Status } from '../../contract/answers.ts';
import type { RunSummary } from '../../../workbench/runs/run.ts';
import { read } from './call.ts';
import { createSharedState } from './create-shared-state.ts';
import { followConsole } from './page-state.ts';

/** What the page knows of the site. */
export interface Store {
  readonly status: Status | null;
  /** The newest first. */
  readonly runs: readonly RunSummary[];
  readonly hasRuns: boolean;
}

/** More than the console keeps. */
const RUNS_HELD = 2_500;

const store = createSharedState<Store>({ status: null, runs: [], hasRuns: false });

/** Begins to follow the console. */
export function startStore(): void {
  // At once, and not only when the live messages have begun: the first view waits for nothing.
  void readRuns();
  void readStatus();
  followConsole(take, () => void readStatus());
}

/** The store, and again whenever it changes. */
export function useStore(): Store {
  return store.use();
}

/** Adds runs that an answer told of before the live messages did. */
export function addRuns(runs: readonly RunSummary[]): void {
  const known = new Map(store.read().runs.map((run) => [run.id, run]));
  for (const run of runs) if (isNews(known.get(run.id), run)) known.set(run.id, run);
  const sorted = [...known.values()].sort((left, right) => right.id - left.id).slice(0, RUNS_HELD);
  store.change({ runs: sorted });
}

const rank = { queued: 0, running: 1, done: 2 } as const;

/** Reads runs that are older than those of the list. */
export async function readOlderRuns(): Promise<void> {
  const oldest = store.read().runs.at(-1)?.id ?? 0;
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
}

async function readRuns(): Promise<void> {
  const answer = await read<RunSummary[]>('runs');
  if (answer.kind === 'ok') store.change({ runs: answer.value, hasRuns: true });
}

async function readStatus(): Promise<void> {
  const answer = await read<Status>('status');
  if (answer.kind === 'ok') store.change({ status: answer.value });
}
