/** What goes wrong with calls of the REST API. */
export interface RestFault {
  /** How the path of the call begins. */
  readonly path: string;
  /** Calls that it befalls; one by default. */
  readonly times?: number;
  /** An answer with this status, or one so many milliseconds late, or none at all. */
  readonly what:
    | { readonly kind: 'status'; readonly status: number; readonly code?: string }
    | { readonly kind: 'delay'; readonly ms: number }
    | { readonly kind: 'never' };
  /** Whether the call does its work all the same; not by default. A late answer is always that of a call that did its work. */
  readonly effect?: 'done';
}

/** The faults that are set. */
export interface RestFaults {
  set(fault: RestFault): void;
  clear(): void;
  /** The fault of a call, which is used up by it. */
  take(path: string): RestFault | undefined;
}

/** Makes an empty set of faults; the one that was set first befalls a call first. */
export function createRestFaults(): RestFaults {
  const faults: { readonly fault: RestFault; readonly left: number }[] = [];
  return {
    set: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    clear: () => void faults.splice(0),
    take(path) {
      const index = faults.findIndex(({ fault }) => path.startsWith(fault.path));
      const found = faults[index];
      if (found === undefined) return undefined;
      const { fault, left } = found;
      if (left > 1) faults[index] = { fault, left: left - 1 };
      else faults.splice(index, 1);
      return fault;
    },
  };
}
