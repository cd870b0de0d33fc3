import type { EventCase } from '../cpu/cases.ts';
import type { Candidate } from '../measure/time-in-turn.ts';

/** Dispatches the events of a case with `receive` of `@octokit/webhooks`. */
export declare function octokitCandidate(name: string, eventCase: EventCase): Candidate;
