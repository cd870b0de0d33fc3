import { shopScenarios } from '../../tools/explore/scenarios/shop-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

// The longest has a file of its own, so that another worker can take it.
tryScenarios(shopScenarios(documentedPayload).filter(({ name }) => name !== 'fulfilment toggled'));
