import { exploreScenario } from '../../tools/explore/explore-scenario.ts';
import { allScenarios } from '../../tools/explore/scenarios/all-scenarios.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

describe('in the unknowable window', () => {
  const stopped = { deliveries: 2, races: false, crashes: 1, staleListings: false, slow: false };

  it('a rule that resends sends a second time, and no other counter changes', async () => {
    const { totals } = await exploreScenario(scenarioNamed('shop order paid, reported by both events'), stopped);

    expect(totals.resent).toBeGreaterThan(0);
    expect(totals.sends).toBe(totals.schedules + totals.resent);
    expect(totals.held).toBe(0);
  });

  it('a rule that holds leaves the decision to the owner', async () => {
    const { totals } = await exploreScenario(scenarioNamed('a rule that holds in doubt'), stopped);

    expect(totals.held).toBeGreaterThan(0);
    expect(totals.sends).toBeLessThan(totals.schedules);
    expect(totals.resent).toBe(0);
  });
});

function scenarioNamed(name: string) {
  const scenario = allScenarios(documentedPayload).find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}`);
  return scenario;
}
