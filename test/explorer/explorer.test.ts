import { exploreScenario } from '../../tools/explore/explore-scenario.ts';
import { allScenarios } from '../../tools/explore/scenarios/all-scenarios.ts';
import { quickVariants } from '../../tools/explore/variants.ts';
import { documentedPayload } from '../support/documented-payloads.ts';

/** `npm run explore` tries the rest; four different events with a crash at every call take it a minute. */
const MAX_STOPPED_EVENTS = 3;

const cases = allScenarios(documentedPayload).flatMap((scenario) =>
  Object.entries(quickVariants)
    .filter(([, { crashes }]) => crashes === 0 || scenario.events.length <= MAX_STOPPED_EVENTS)
    .map(([variant, options]) => ({ name: scenario.name, variant, scenario, options })),
);

describe('whatever arrives when, and whoever stops where', () => {
  it.each(cases)('loses and repeats nothing: $name ($variant)', async ({ scenario, options }) => {
    const { totals, firstFault } = await exploreScenario(scenario, options);

    expect(firstFault).toEqual([]);
    expect(totals).toMatchObject({ losses: 0, repeats: 0 });
    expect(totals.schedules).toBeGreaterThan(100);
  });
});

describe('in the unknowable window', () => {
  const stopped = { deliveries: 2, races: false, crashes: 1, staleListings: false, slow: false };

  it('a rule that resends sends a second time, and says so nowhere else', async () => {
    const { totals } = await exploreScenario(scenarioNamed('shop order paid, told by both events'), stopped);

    expect(totals.resent).toBeGreaterThan(0);
    expect(totals.sends).toBe(totals.schedules + totals.resent);
    expect(totals.held).toBe(0);
  });

  it('a rule that holds leaves it to the owner', async () => {
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
