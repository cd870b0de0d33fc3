import { fileURLToPath } from 'node:url';

import { readDocumentedPayload } from '../workbench/payload/documented-payloads.ts';
import { exploreScenario } from './explore-scenario.ts';
import type { Result } from './format-results.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';
import { fullVariants, quickVariants } from './variants.ts';

/** A scenario in a variant, both by name. */
export interface Trial {
  readonly scenario: string;
  readonly variant: string;
  readonly isQuick: boolean;
  /** `true` to stop at the first fault. */
  readonly untilFault: boolean;
}

const rootDir = fileURLToPath(new URL('../../', import.meta.url));
const scenarios = allScenarios((name) => readDocumentedPayload(rootDir, name));

/** Explores scenarios one after another, as requested by the parent process. */
process.on('message', (trial: Trial) => {
  void tryOne(trial).then((result) => process.send?.(result));
});

async function tryOne({ scenario: name, variant, isQuick, untilFault }: Trial): Promise<Result> {
  const scenario = scenarios.find((each) => each.name === name);
  const options = (isQuick ? quickVariants : fullVariants)[variant];
  if (scenario === undefined || options === undefined) throw new Error(`There is no ${name} (${variant})`);
  const startedAt = performance.now();
  const exploration = await exploreScenario(scenario, { ...options, untilFault });
  return { scenario: name, variant, exploration, seconds: (performance.now() - startedAt) / 1_000 };
}
