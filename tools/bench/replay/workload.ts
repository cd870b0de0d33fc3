/** Workload of one process. */
export type Workload =
  /** Interleaved orders of all products, on a state that already contains `ordersBefore` orders. */
  | { readonly kind: 'mixed'; readonly events: number; readonly ordersBefore: number }
  /** The same events, handled by the core over stores in memory. */
  | { readonly kind: 'core'; readonly events: number }
  /** The same lines, only parsed. */
  | { readonly kind: 'parse'; readonly events: number }
  /** Subscriptions with `length` events each. */
  | { readonly kind: 'long-histories'; readonly events: number; readonly length: number }
  /** No site: the same number of SQL statements as the mixed workload, on rows of the same size. */
  | { readonly kind: 'bare-sqlite'; readonly statements: number; readonly rowBytes: number };

/** Progress of a replay at one moment. */
export interface Sample {
  readonly events: number;
  readonly elapsedMs: number;
  /** CPU time of all threads of the process. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** Output of a process at its end. */
export interface Replayed {
  readonly samples: readonly Sample[];
  readonly peakRssMb: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly emails: number;
  /** Events that were refused or whose handler failed; expected to be none. */
  readonly failed: number;
  readonly sqlStatements: number;
}
