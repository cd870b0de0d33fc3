import type { ExploreOptions } from '../../tools/explore/explore-options.ts';
import { exploreScenario } from '../../tools/explore/explore-scenario.ts';
import { channelScenarios } from '../../tools/explore/scenarios/channel-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';
import { tryScenarios } from './try-scenarios.ts';

const scenarios = channelScenarios(documentedPayload);

tryScenarios(scenarios, 'everyday');

const stopped: ExploreOptions = { deliveries: 2, races: false, crashes: 1, staleListings: false, slow: false };
const emailsFail: ExploreOptions = { ...stopped, crashes: 0, failures: { failing: 'emails', atMost: 2 } };

function scenarioOf(rule: string) {
  const scenario = scenarios.find(({ name }) => name === `sent through the channel of ${rule}`);
  if (scenario === undefined) throw new Error(`There is no scenario of ${rule}`);
  return scenario;
}

describe.each([
  ['a handler or job is stopped', stopped],
  ['calls fail', emailsFail],
])('when %s', (_what, options) => {
  it.each([
    ['nothing is sent again, and nothing is left to the owner', 'by-email'],
    ['also where days pass, and its key is known no more', 'by-email, days apart'],
  ])('an email is sent exactly once: %s', async (_what, rule) => {
    const { totals } = await exploreScenario(scenarioOf(rule), options);

    expect(totals).toMatchObject({ losses: 0, repeats: 0, resent: 0, held: 0 });
    expect(totals.sends).toBe(totals.schedules);
  });

  it.each(['by-post', 'by-function', 'to-owner'])(
    '%s sends at least once, and repetitions are counted',
    async (rule) => {
      const { totals } = await exploreScenario(scenarioOf(rule), options);

      expect(totals).toMatchObject({ losses: 0, repeats: 0 });
      expect(totals.resent).toBeGreaterThan(0);
    },
  );

  it.each(['by-post-held', 'to-owner-held'])(
    '%s tells at most once, and leaves the rest to the owner',
    async (rule) => {
      const { totals } = await exploreScenario(scenarioOf(rule), options);

      expect(totals).toMatchObject({ losses: 0, repeats: 0, resent: 0 });
      expect(totals.held).toBeGreaterThan(0);
      expect(totals.sends).toBeLessThanOrEqual(totals.schedules);
    },
  );
});
