import type { PayloadOf } from '../../workbench/payload/documented-payloads.ts';
import type { Scenario } from '../scenario.ts';
import { channelScenarios } from './channel-scenarios.ts';
import { cleanUpScenarios } from './clean-up-scenarios.ts';
import { erasureScenarios } from './erasure-scenarios.ts';
import { oldOrderScenarios } from './old-order-scenarios.ts';
import { planScenarios } from './plan-scenarios.ts';
import { shopScenarios } from './shop-scenarios.ts';
import { siblingScenarios } from './sibling-scenarios.ts';
import { ticketScenarios } from './ticket-scenarios.ts';

/** Returns all scenarios of the explorer. */
export function allScenarios(payloadOf: PayloadOf): readonly Scenario[] {
  return [
    ...ticketScenarios(payloadOf),
    ...planScenarios(payloadOf),
    ...shopScenarios(payloadOf),
    ...channelScenarios(payloadOf),
    ...siblingScenarios(payloadOf),
    ...oldOrderScenarios(payloadOf),
    ...erasureScenarios(payloadOf),
    ...cleanUpScenarios(payloadOf),
  ];
}
