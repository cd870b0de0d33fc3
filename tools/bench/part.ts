import type { LoadSettings } from './server/load-settings.ts';

/** How thorough a run of the benchmarks is. */
export interface BenchOptions {
  /** Rounds of each measurement; the median counts. */
  readonly rounds: number;
  /** Says what is being measured right now. */
  readonly say: (text: string) => void;
  /** What is other than usual of the load on the webhook server. */
  readonly load?: Partial<LoadSettings>;
}

/** A figure of ours beside what it is compared with, both taken in one run on one machine. */
export interface Ratio {
  /** Stable name, by which a later run finds it again: `cold-start/first-event-vs-wix-ecom`. */
  readonly name: string;
  /** What is divided by what, in words, and how the two differ in what they do. */
  readonly title: string;
  /** Ours divided by theirs; less is better. */
  readonly value: number;
  /** The most that it may be, from the package's own targets; absent where there is none. */
  readonly target?: number;
}

/** A plot, as it is written beside the results. */
export interface Plot {
  readonly file: string;
  readonly svg: string;
}

/** What one part of the benchmarks came to. */
export interface PartResult {
  readonly ratios: readonly Ratio[];
  /** The section of the results, below its heading: tables and what they mean. */
  readonly markdown: string;
  readonly plots: readonly Plot[];
}

/** One part of the benchmarks. */
export interface BenchPart {
  readonly name: string;
  readonly title: string;
  /** Whether `--check` runs it: its ratios are steady, and it takes seconds. */
  readonly isChecked: boolean;
  measure(options: BenchOptions): Promise<PartResult>;
}
