import { siblingScenarios } from '../../tools/explore/scenarios/sibling-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

tryScenarios(siblingScenarios(documentedPayload), 'everyday');
