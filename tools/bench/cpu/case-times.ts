import type { EventCase, MeasuredHandler } from './cases.ts';

/** What is measured on each event. */
export type CandidateName = 'pipeline' | 'octokit' | 'powertools' | 'sdk' | 'sdkSignature';

/** Steps of the pipeline. */
export type StageName = 'JSON.parse' | 'parse' | 'project, classify' | 'of that, projection';

/** What one event costs: microseconds of CPU by candidate, and by step of the pipeline. */
export interface CaseTimes {
  readonly handler: MeasuredHandler;
  readonly kind: EventCase['kind'];
  readonly verdict: string;
  readonly emails: number;
  readonly bytes: number;
  readonly candidates: Readonly<Record<CandidateName, number>>;
  readonly stages: Readonly<Record<StageName, number>>;
}
