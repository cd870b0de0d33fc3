import type { BenchOptions, BenchPart, Ratio } from '../part.ts';
import type { CommittedRatio } from './committed-ratios.ts';
import { compareRatios, describeComparison, type Comparison } from './compare-ratios.ts';

/**
 * Measures the parts and compares their ratios with the committed ones. A part with a slower ratio is measured a second time, and the
 * better figure counts: disturbances of the machine are short, whereas a real slowdown persists. Returns the slower ratios.
 */
export async function checkRatios(
  parts: readonly BenchPart[],
  committed: ReadonlyMap<string, CommittedRatio>,
  options: BenchOptions,
): Promise<readonly Comparison[]> {
  const slower: Comparison[] = [];
  for (const part of parts) {
    const first = (await part.measure(options)).ratios;
    const comparisons = compareRatios(committed, first);
    const isSlower = comparisons.some((comparison) => comparison.isSlower);
    if (isSlower) options.say(`${part.name}: slower than committed, measuring again`);
    const settled = isSlower
      ? compareRatios(committed, betterOf(first, (await part.measure(options)).ratios))
      : comparisons;
    for (const comparison of settled) options.say(describeComparison(comparison));
    slower.push(...settled.filter((comparison) => comparison.isSlower));
  }
  return slower;
}

function betterOf(first: readonly Ratio[], second: readonly Ratio[]): readonly Ratio[] {
  const again = new Map(second.map(({ name, value }) => [name, value]));
  return first.map((ratio) => ({ ...ratio, value: Math.min(ratio.value, again.get(ratio.name) ?? ratio.value) }));
}
