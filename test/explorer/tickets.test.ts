import { ticketScenarios } from '../../tools/explore/scenarios/ticket-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

tryScenarios(ticketScenarios(documentedPayload), 'everyday');
