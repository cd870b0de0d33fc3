import { erasureScenarios } from '../../tools/explore/scenarios/erasure-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

// An erasure makes many calls, so each delivery occurs only once here.
tryScenarios(erasureScenarios(documentedPayload), 2);
