import type { LiveMessage } from '../../contract/answers.ts';
import type { Problem } from '../../../workbench/runs/run.ts';
import { createSharedState } from './create-shared-state.ts';
import { followLive, type Connection } from './live.ts';

/** State common to every console page. */
export interface PageState {
  readonly connection: Connection;
  /** Increases after each change; views then reload. */
  readonly version: number;
  /** Reason why the last action was refused; `null` if there is none. */
  readonly problem: Problem | null;
  /** Result of the last action, for screen readers. */
  readonly said: string;
  /** `true` if the IDs of orders and people are shown next to their names. */
  readonly showsIds: boolean;
  /** Search text for the lists. */
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

/** Hook that returns the page state and rerenders on every change. */
export function usePageState(): PageState {
  return state.use();
}

/** Shows why an action was refused; `null` hides the notice. */
export function showProblem(problem: Problem | null): void {
  state.change({ problem });
}

/** Announces the result of an action to screen readers. */
export function say(said: string): void {
  state.change({ said });
}

/** Shows or hides IDs; the browser remembers the choice. */
export function showIds(showsIds: boolean): void {
  localStorage.setItem(IDS, showsIds ? 'shown' : 'hidden');
  state.change({ showsIds });
}

/** Filters the lists by search words; an empty text shows everything. */
export function searchFor(search: string): void {
  state.change({ search });
}

/** Subscribes to the console's live messages; `onSettled` is called at most once per `SETTLE_MS`. */
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
