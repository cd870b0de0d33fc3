import { onDemand } from './on-demand.ts';
import { findCaller } from './wix/calling-member.ts';
import { createSdkOrderReader } from './wix/sdk-order-reader.ts';

/** Everything that a site on Wix loads when it is called: it is built into a file of its own. */
export const onDemandOnWix = { ...onDemand, findCaller, createSdkOrderReader } as const;
