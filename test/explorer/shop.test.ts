import { shopScenarios } from '../../tools/explore/scenarios/shop-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

// The longest scenario is in a separate file, so that another worker can run it.
tryScenarios(shopScenarios(documentedPayload).filter(({ name }) => name !== 'fulfilment toggled'));
