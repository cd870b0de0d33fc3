/** What one process replays. */
export type Workload =
  /** Orders of all products, interleaved, on a state that holds this many orders of before. */
  | { readonly kind: 'mixed'; readonly events: number; readonly ordersBefore: number }
  /** Subscriptions that go on for this many events each. */
  | { readonly kind: 'long-histories'; readonly events: number; readonly length: number }
  /** No site at all: as many statements of SQL as the mixed load makes, on rows of the same size. */
  | { readonly kind: 'bare-sqlite'; readonly statements: number; readonly rowBytes: number };

/** How far a replay is at one moment. */
export interface Sample {
  readonly events: number;
  readonly elapsedMs: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** What a process says at its end. */
export interface Replayed {
  readonly samples: readonly Sample[];
  readonly peakRssMb: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly emails: number;
  /** Events that were refused or whose handler failed; there should be none. */
  readonly failed: number;
  readonly sqlStatements: number;
}
