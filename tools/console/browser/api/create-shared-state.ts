import { useEffect, useState } from 'preact/hooks';

/** State shared by components of the page. */
export interface SharedState<State> {
  read(): State;
  change(part: Partial<State>): void;
  /** Hook that returns the state and rerenders on every change. */
  use(): State;
}

/** Creates a shared state. */
export function createSharedState<State extends object>(initial: State): SharedState<State> {
  let state = initial;
  const listeners = new Set<(state: State) => void>();
  return {
    read: () => state,
    change(part) {
      state = { ...state, ...part };
      for (const listener of listeners) listener(state);
    },
    use() {
      const [current, setCurrent] = useState(state);
      useEffect(() => {
        setCurrent(state);
        listeners.add(setCurrent);
        return () => void listeners.delete(setCurrent);
      }, []);
      return current;
    },
  };
}
