import { erasureScenarios } from '../../tools/explore/scenarios/erasure-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

// An erasure makes many calls, between which everything else can happen.
tryScenarios(erasureScenarios(documentedPayload), 'everyday', true);
