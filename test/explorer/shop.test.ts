import { shopScenarios } from '../../tools/explore/scenarios/shop-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

tryScenarios(shopScenarios(documentedPayload), 'everyday');
