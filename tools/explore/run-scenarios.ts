import { exploreScenario } from './explore-scenario.ts';
import type { Result } from './format-results.ts';
import type { Scenario } from './scenario.ts';
import type { Variants } from './variants.ts';

/** Tries every scenario in every variant; `report` is told each result as it comes. */
export async function runScenarios(
  scenarios: readonly Scenario[],
  variants: Variants,
  now: () => number,
  report: (result: Result) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const scenario of scenarios) {
    for (const [variant, options] of Object.entries(variants)) {
      if (scenario.events.length > (options.maxEvents ?? Infinity)) continue;
      const startedAt = now();
      const exploration = await exploreScenario(scenario, options);
      const result = { scenario: scenario.name, variant, exploration, seconds: (now() - startedAt) / 1_000 };
      results.push(result);
      report(result);
    }
  }
  return results;
}
