import { exploreScenario } from '../../tools/explore/explore-scenario.ts';
import type { Scenario } from '../../tools/explore/scenario.ts';
import { isFor, quickVariants } from '../../tools/explore/variants.ts';

/** `npm run explore` tests the others; three different events with a stop at every call take it minutes. */
const MAX_STOPPED_EVENTS = 2;

/**
 * Tests scenarios in every order of up to four deliveries, including duplicates: with two parallel handlers, or one stopped at every call,
 * each with and without lagging listings; then with failing calls, and with different clocks. `npm run explore` tests more where fewer
 * deliveries are used here.
 */
export function tryScenarios(scenarios: readonly Scenario[], deliveriesAtMost = Infinity): void {
  const cases = scenarios.flatMap((scenario) =>
    Object.entries(quickVariants)
      .filter(([, options]) => {
        return isFor(options, scenario) && (options.crashes === 0 || scenario.events.length <= MAX_STOPPED_EVENTS);
      })
      .map(([variant, options]) => {
        const deliveries = Math.min(options.deliveries, Math.max(deliveriesAtMost, scenario.events.length));
        return { name: scenario.name, variant, scenario, options: { ...options, deliveries } };
      }),
  );

  it.each(cases)(
    'loses and repeats nothing, and tells nothing of the past: $name ($variant)',
    async ({ scenario, options }) => {
      const { totals, firstFault } = await exploreScenario(scenario, options);

      expect(firstFault).toEqual([]);
      expect(totals).toMatchObject({ losses: 0, repeats: 0, past: 0, mailed: 0, left: 0 });
      // A story with few notifications has few email calls that can fail.
      expect(totals.schedules).toBeGreaterThan(options.failures?.failing === 'emails' ? 1 : 100);
    },
  );
}
