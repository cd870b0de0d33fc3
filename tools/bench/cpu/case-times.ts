import type { HandlerName } from '../../../src/backend/order-events/handlers/handlers.ts';
import type { EventCase } from './cases.ts';

/** Candidates measured on each event. */
export type CandidateName = 'pipeline' | 'onWixData' | 'powertools' | 'powertoolsByKey';

/** Steps of the pipeline. */
export type StageName = 'JSON.parse' | 'parse' | 'project, classify' | 'of that, projection';

/** Cost of one event in microseconds of CPU, by candidate and by step of the pipeline. */
export interface CaseTimes {
  readonly handler: HandlerName;
  readonly kind: EventCase['kind'];
  readonly verdict: string;
  /** States of the order that were stored before. */
  readonly states: number;
  readonly emails: number;
  readonly bytes: number;
  readonly candidates: Readonly<Record<CandidateName, number>>;
  readonly stages: Readonly<Record<StageName, number>>;
}
