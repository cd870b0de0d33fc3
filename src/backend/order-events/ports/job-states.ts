/** Result of one run of a job. */
export interface JobRun {
  /** Counts of what the run did, by name. */
  readonly report: Readonly<Record<string, number>>;
  /** Place at which the next run continues. */
  readonly progress: Readonly<Record<string, string | number>>;
}

/** Stored state of a job: its last run, and when that was, in milliseconds since 1970. */
export interface JobState extends JobRun {
  readonly startedAt: number;
  /** Absent while the job runs, and if it stopped half-way. */
  readonly finishedAt?: number | undefined;
}

/** Stores the place at which the next run would continue if this one were stopped now. */
export type NoteProgress = (progress: JobRun['progress']) => Promise<void>;

/** Last state of each job, by its name. */
export interface JobStates {
  read(job: string): Promise<JobState | undefined>;
  save(job: string, state: JobState): Promise<void>;
}
