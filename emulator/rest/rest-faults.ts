/** A fault of calls to the REST API. */
export interface RestFault {
  /** Prefix of the call's path. */
  readonly path: string;
  /** Number of calls affected (default: 1). */
  readonly times?: number;
  /** A response with this status, a response delayed by this many milliseconds, or none. */
  readonly what:
    | { readonly kind: 'status'; readonly status: number; readonly code?: string }
    | { readonly kind: 'delay'; readonly ms: number }
    | { readonly kind: 'never' };
  /** `done` if the call takes effect all the same (default: it does not). A delayed call always takes effect. */
  readonly effect?: 'done';
}

/** The pending faults. */
export interface RestFaults {
  set(fault: RestFault): void;
  clear(): void;
  /** Returns the fault of a call and uses it up. */
  take(path: string): RestFault | undefined;
}

/** Creates an empty set of faults, which are used in the order in which they were set. */
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
