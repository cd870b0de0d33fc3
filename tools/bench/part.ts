import type { LoadSettings } from './server/load-settings.ts';

/** Extent of a benchmark run. */
export interface BenchOptions {
  /** Rounds of each measurement, of which the median counts. */
  readonly rounds: number;
  /** Reports what is currently being measured. */
  readonly say: (text: string) => void;
  /** Overrides for the load on the webhook server. */
  readonly load?: Partial<LoadSettings>;
}

/** A figure of this package divided by that of an alternative, both measured in one run on one machine. */
export interface Ratio {
  /** Stable name, which identifies the ratio in later runs: `cold-start/first-event-vs-wix-ecom`. */
  readonly name: string;
  /** Description of both figures and of the differences in what they do. */
  readonly title: string;
  /** Our figure divided by the alternative's; less is better. */
  readonly value: number;
  /** Upper limit from the package's own targets, if there is one. */
  readonly target?: number;
}

/** A line of the table in the README. */
export interface Claim {
  readonly what: string;
  readonly ours: string;
  /** The figures of what stands beside it. */
  readonly beside: string;
}

/** A chart for ECharts, which is installed only where plots are written. */
export interface Chart {
  readonly option: Readonly<Record<string, unknown>>;
  readonly size: { readonly width: number; readonly height: number };
}

/** A plot written next to the results. */
export interface Plot {
  readonly file: string;
  readonly chart: Chart;
}

/** Result of one part of the benchmarks. */
export interface PartResult {
  readonly ratios: readonly Ratio[];
  /** The part's section in the results, below its heading: tables and explanations. */
  readonly markdown: string;
  readonly plots: readonly Plot[];
  /** What the README says of the part; absent where it says nothing. */
  readonly claims?: readonly Claim[];
}

/** One part of the benchmarks. */
export interface BenchPart {
  readonly name: string;
  readonly title: string;
  /** `true` if `--check` runs the part: its ratios are stable, and it takes only seconds. */
  readonly isChecked: boolean;
  measure(options: BenchOptions): Promise<PartResult>;
}
