import { erasureScenarios } from '../../tools/explore/scenarios/erasure-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

tryScenarios(erasureScenarios(documentedPayload));
