import { createJobs } from './create-jobs.ts';
import { deliverOne } from './delivery/deliver-due.ts';
import { seldomSteps } from './intake/seldom-steps.ts';
import { recordEvent } from './recording/record-event.ts';
import { createWebMethods } from './web-methods/create-web-methods.ts';

/** Everything that a site calls besides its event handlers, and what few events need: a site on Wix loads it only then. */
export const onDemand = { createJobs, createWebMethods, recordEvent, deliverOne, seldomSteps } as const;

/** See `onDemand`. */
export type OnDemand = typeof onDemand;
