import type { EventCase } from '../cpu/cases.ts';
import type { Candidate } from '../measure/time-in-turn.ts';

/** Handles the events of a case with `makeIdempotent` of Powertools. */
export declare function powertoolsCandidate(name: string, eventCase: EventCase): Candidate;
