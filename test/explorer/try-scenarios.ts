import { exploreScenario } from '../../tools/explore/explore-scenario.ts';
import type { Scenario } from '../../tools/explore/scenario.ts';
import { isFor, quickVariants } from '../../tools/explore/variants.ts';

const MAX_EVENTS = 2;
const DELIVERIES = 2;

/** Variants that take little time and still notice most of what could be wrong. */
const shortVariants = [
  'one handler stopped',
  'two handlers at once',
  'in one container, in step, stopped',
  'in one container, in step, a try fails',
];

/** Variants that take seconds, and the one story in which `npm test` tries each of them, if any: one in which it takes few. */
const storyOfVariant: Readonly<Record<string, string>> = {
  'a call fails': 'plan paused, of which nothing was known',
  'clocks apart': 'ticket order canceled years ago, archived and unarchived',
  'in one container, in step, stopped': 'two orders paid at the same time',
  'in one container, in step, a try fails': '',
};

/** Stories that take seconds with two handlers at once. */
const longAtOnce = [
  'two rules on one change',
  'shop order anonymized',
  'shop order anonymized, and a rule that holds',
  'contact erased, with a notification to the owner',
];

/** Every story that this file names: one that is renamed would fall to the wrong side. */
export const namedStories: readonly string[] = [
  ...Object.values(storyOfVariant).filter((name) => name !== ''),
  ...longAtOnce,
];

function isLong({ name }: Scenario, variant: string): boolean {
  const story = storyOfVariant[variant];
  if (story !== undefined) return story !== name;
  return variant === 'two handlers at once' && longAtOnce.includes(name);
}

function variantsFor(scenario: Scenario, isWanted: (variant: string) => boolean): readonly string[] {
  return Object.entries(quickVariants).flatMap(([variant, options]) =>
    isWanted(variant) && isFor(options, scenario) ? [variant] : [],
  );
}

/**
 * Tests the scenarios of up to two events, in every order of two deliveries: the first in every variant of `npm run explore -- --quick`,
 * the others with a handler stopped at every call and with two handlers at once. With `isShort` all are tried like the others.
 * Of this, `npm test` tries the part that takes little time, and `npm run test:long` the rest. Nightly, `npm run explore` tests all scenarios
 * with up to four deliveries.
 */
export function tryScenarios(scenarios: readonly Scenario[], part: 'everyday' | 'long', isShort = false): void {
  const [first, ...others] = scenarios.filter(({ events }) => events.length <= MAX_EVENTS);
  if (first === undefined) throw new Error('No scenario is short enough');
  const cases = [
    ...variantsFor(first, (variant) => !isShort || shortVariants.includes(variant)).map((variant) => ({
      scenario: first,
      name: first.name,
      variant,
    })),
    ...others.flatMap((scenario) =>
      variantsFor(scenario, (variant) => shortVariants.includes(variant)).map((variant) => ({
        scenario,
        name: scenario.name,
        variant,
      })),
    ),
  ];

  it.each(cases.filter(({ scenario, variant }) => isLong(scenario, variant) === (part === 'long')))(
    'loses and repeats nothing, and tells nothing of the past: $name ($variant)',
    async ({ scenario, variant }) => {
      const options = quickVariants[variant];
      if (options === undefined) throw new Error(`There is no variant ${variant}`);

      const { totals, firstFault } = await exploreScenario(scenario, { ...options, deliveries: DELIVERIES });

      expect(firstFault).toEqual([]);
      expect(totals).toMatchObject({ losses: 0, repeats: 0, past: 0, mailed: 0, left: 0 });
      // A story with few notifications has few email calls that can fail.
      expect(totals.schedules).toBeGreaterThan(options.failures?.failing === 'emails' ? 1 : 100);
    },
  );
}
