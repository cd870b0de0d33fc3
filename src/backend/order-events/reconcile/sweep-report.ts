/** What a run of the reconcile job counts. */
export type SweepReport = Record<
  | 'read'
  | 'handled'
  | 'baselines'
  | 'overtaken'
  | 'unreadable'
  | 'tooLarge'
  | 'failed'
  | 'contactsFound'
  | 'sourcesFailed',
  number
>;

/** A report of nothing yet. */
export function emptySweepReport(): SweepReport {
  return {
    read: 0,
    handled: 0,
    baselines: 0,
    overtaken: 0,
    unreadable: 0,
    tooLarge: 0,
    failed: 0,
    contactsFound: 0,
    sourcesFailed: 0,
  };
}

/** Where the next run goes on, by name. */
export type Progress = Map<string, string | number>;
