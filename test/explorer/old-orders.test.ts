import { oldOrderScenarios } from '../../tools/explore/scenarios/old-order-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

tryScenarios(oldOrderScenarios(documentedPayload), 'everyday');
