import { channelScenarios } from '../../tools/explore/scenarios/channel-scenarios.ts';
import { erasureScenarios } from '../../tools/explore/scenarios/erasure-scenarios.ts';
import { oldOrderScenarios } from '../../tools/explore/scenarios/old-order-scenarios.ts';
import { shopScenarios } from '../../tools/explore/scenarios/shop-scenarios.ts';
import { siblingScenarios } from '../../tools/explore/scenarios/sibling-scenarios.ts';
import { ticketScenarios } from '../../tools/explore/scenarios/ticket-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

for (const scenariosOf of [channelScenarios, oldOrderScenarios, shopScenarios, siblingScenarios, ticketScenarios]) {
  tryScenarios(scenariosOf(documentedPayload), 'long');
}
tryScenarios(erasureScenarios(documentedPayload), 'long', true);
