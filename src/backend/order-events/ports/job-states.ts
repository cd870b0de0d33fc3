/** The result of one run of a job. */
export interface JobRun {
  /** What the run did, by name. */
  readonly report: Readonly<Record<string, number>>;
  /** Where the next run goes on. */
  readonly progress: Readonly<Record<string, string | number>>;
}

/** What is kept of a job between its runs: the last run, and when it was. */
export interface JobState extends JobRun {
  readonly startedAt: number;
  /** Absent while it runs, and when it stopped half-way. */
  readonly finishedAt?: number | undefined;
}

/** Notes the place at which the next run would go on if this one were stopped now. */
export type NoteProgress = (progress: JobRun['progress']) => Promise<void>;

/** The last state of each job, by its name. */
export interface JobStates {
  read(job: string): Promise<JobState | undefined>;
  save(job: string, state: JobState): Promise<void>;
}
