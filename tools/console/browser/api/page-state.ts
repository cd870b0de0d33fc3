import type { LiveMessage } from '../../contract/answers.ts';
import type { Problem } from '../../../workbench/runs/run.ts';
import { createSharedState } from './create-shared-state.ts';
import { followLive, type Connection } from './live.ts';

/** What every page of a console knows. */
export interface PageState {
  readonly connection: Connection;
  /** Rises when something moved: views then read again. */
  readonly version: number;
  /** The last action that was refused. */
  readonly problem: Problem | null;
  /** What the last action did, for people who do not see it. */
  readonly said: string;
  /** Whether the ids of orders and people are shown beside their names. */
  readonly showsIds: boolean;
  /** What the lists are searched for. */
  readonly search: string;
}

const SETTLE_MS = 60;

const IDS = 'order-events-ids';

const state = createSharedState<PageState>({
  connection: 'connecting',
  version: 0,
  problem: null,
  said: '',
  showsIds: localStorage.getItem(IDS) === 'shown',
  search: '',
});
let settling: ReturnType<typeof setTimeout> | undefined;

/** The state of the page, and again whenever it changes. */
export function usePageState(): PageState {
  return state.use();
}

/** Shows why an action was refused, or takes that away. */
export function showProblem(problem: Problem | null): void {
  state.change({ problem });
}

/** Says what an action did. */
export function say(said: string): void {
  state.change({ said });
}

/** Shows ids, or hides them; the browser remembers which. */
export function showIds(showsIds: boolean): void {
  localStorage.setItem(IDS, showsIds ? 'shown' : 'hidden');
  state.change({ showsIds });
}

/** Searches the lists for words; none shows all. */
export function searchFor(search: string): void {
  state.change({ search });
}

/** Begins to follow the console; `onSettled` is called when messages have stopped for a moment. */
export function followConsole(
  onMessage: (message: LiveMessage) => void = () => undefined,
  onSettled: () => void = () => undefined,
): void {
  function take(message: LiveMessage): void {
    onMessage(message);
    settling ??= setTimeout(() => {
      settling = undefined;
      state.change({ version: state.read().version + 1 });
      onSettled();
    }, SETTLE_MS);
  }
  void followLive(take, (connection) => {
    state.change({ connection });
  });
}
