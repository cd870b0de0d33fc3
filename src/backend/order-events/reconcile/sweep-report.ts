/** Counts of a run of the reconcile job. */
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

/** Returns a report with all counts at 0. */
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

/** Places at which the next run continues, by name. */
export type Progress = Map<string, string | number>;
