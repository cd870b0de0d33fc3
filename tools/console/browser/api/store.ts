import type { LiveMessage, Page, Status } from '../../contract/answers.ts';
import type { RunSummary } from '../../../workbench/runs/run.ts';
import { read } from './call.ts';
import { createSharedState } from './create-shared-state.ts';
import { followConsole } from './page-state.ts';

/** Site data held by the page. */
export interface Store {
  readonly status: Status | null;
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly hasRuns: boolean;
}

/** More than the console keeps. */
const RUNS_HELD = 2_500;

const store = createSharedState<Store>({ status: null, runs: [], hasRuns: false });

/** Subscribes to the console's live messages. */
export function startStore(): void {
  // Starts loading now instead of after the first live message, so that the first view does not wait.
  void readRuns();
  void readStatus();
  followConsole(take, () => void readStatus());
}

/** Hook that returns the store and rerenders on every change. */
export function useStore(): Store {
  return store.use();
}

/** Adds runs from a response that arrived before their live messages. */
export function addRuns(runs: readonly RunSummary[]): void {
  const known = new Map(store.read().runs.map((run) => [run.id, run]));
  for (const run of runs) if (isNews(known.get(run.id), run)) known.set(run.id, run);
  const sorted = [...known.values()].sort((left, right) => right.id - left.id).slice(0, RUNS_HELD);
  store.change({ runs: sorted });
}

const rank = { queued: 0, running: 1, done: 2 } as const;

/** Loads runs older than those in the list. */
export async function readOlderRuns(): Promise<void> {
  const oldest = store.read().runs.at(-1)?.id ?? 1;
  const answer = await read<Page<RunSummary>>(`runs?from=${oldest - 1}`);
  if (answer.kind === 'ok') addRuns(answer.value.rows);
}

/** A response can arrive after newer live messages. */
function isNews(known: RunSummary | undefined, run: RunSummary): boolean {
  return known === undefined || rank[run.status] >= rank[known.status];
}

function take(message: LiveMessage): void {
  if (message.kind === 'run') addRuns([message.run]);
  else void readRuns();
}

async function readRuns(): Promise<void> {
  const answer = await read<Page<RunSummary>>('runs');
  if (answer.kind === 'ok') store.change({ runs: answer.value.rows, hasRuns: true });
}

async function readStatus(): Promise<void> {
  const answer = await read<Status>('status');
  if (answer.kind === 'ok') store.change({ status: answer.value });
}
