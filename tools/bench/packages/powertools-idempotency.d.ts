import type { EventCase } from '../cpu/cases.ts';
import type { Candidate } from '../measure/time-in-turn.ts';

/** Handles the events of a case with `makeIdempotent` of Powertools as it comes. */
export declare function powertoolsCandidate(name: string, eventCase: EventCase): Candidate;

/** Handles them with the id of the event as the key. */
export declare function powertoolsByKeyCandidate(name: string, eventCase: EventCase): Candidate;
