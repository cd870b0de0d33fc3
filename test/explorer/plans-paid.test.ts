import { planScenarios } from '../../tools/explore/scenarios/plan-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

tryScenarios(planScenarios(documentedPayload).filter(({ name }) => name.startsWith('plan paid,')));
