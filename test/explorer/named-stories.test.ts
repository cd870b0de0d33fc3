import { allScenarios } from '../../tools/explore/scenarios/all-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { namedStories } from './try-scenarios.ts';

it.each(namedStories)('there is a story named "%s"', (named) => {
  expect(allScenarios(documentedPayload).map(({ name }) => name)).toContain(named);
});
