import type { ExploreOptions } from './explore-options.ts';
import type { Scenario } from './scenario.ts';

/** The ways to explore a scenario, by name. */
export type Variants = Readonly<Record<string, ExploreOptions>>;

const prompt = { staleListings: false, slow: false } as const;
const laggard = { staleListings: true, slow: true } as const;

/** The number of failures multiplies with the calls that can fail, and in longer scenarios they affect the same calls again. */
const shortStories = { maxEvents: 2 } as const;
const mostStories = { maxEvents: 3 } as const;

const aTryFails = { crashes: 0, failures: { failing: 'tries', atMost: 1 } } as const;
const aCallFails = { crashes: 0, failures: { failing: 'calls', atMost: 1 } } as const;
const emailsFail = { crashes: 0, failures: { failing: 'emails', atMost: 2 } } as const;
/** The clock of one container is twelve minutes slow, that of another twelve minutes fast. */
const apart = { clockDifferenceMs: 24 * 60_000 } as const;

/** Up to three handlers in one container, whose calls go together. */
const together = { races: false, ...prompt, ...shortStories } as const;
/** The tests explore this in the story with two orders only, because shared calls multiply the schedules. */
const inTests = { ...together, stories: ['two orders'] } as const;

/** Workers on a transactional database, with an inbox. */
const inTransactions = { host: 'transactions' } as const;

/** `true` if a variant is for a scenario. */
export function isFor({ maxEvents = Infinity, stories }: ExploreOptions, { name, events }: Scenario): boolean {
  return events.length <= maxEvents && (stories === undefined || stories.some((story) => name.includes(story)));
}

/** Variants for the tests: one crash at every call, two parallel handlers, and each kind of failure, separately; up to four deliveries. */
export const quickVariants: Variants = {
  'one handler stopped': { deliveries: 3, races: false, crashes: 1, ...prompt },
  'one handler stopped, stale listings': { deliveries: 3, races: false, crashes: 1, ...laggard },
  'two handlers at once': { deliveries: 4, races: true, crashes: 0, ...prompt },
  'two handlers at once, stale listings': { deliveries: 4, races: true, crashes: 0, ...laggard },
  'a try fails': { deliveries: 2, races: false, ...aTryFails, ...shortStories, ...prompt },
  'a call fails': { deliveries: 2, races: false, ...aCallFails, ...shortStories, ...prompt },
  'emails fail': { deliveries: 2, races: false, ...emailsFail, ...shortStories, ...prompt },
  'clocks apart': { deliveries: 2, races: true, crashes: 1, ...apart, ...shortStories, ...prompt },
  'in one container, in step, stopped': { deliveries: 2, crashes: 1, ...inTests, sharing: 'in-step' },
  'in one container, at any time': { deliveries: 2, crashes: 0, ...inTests, sharing: 'at-any-time' },
  'in one container, in step, a try fails': { deliveries: 2, ...inTests, ...aTryFails, sharing: 'in-step' },
  'in transactions, two workers, one stopped': {
    deliveries: 2,
    races: true,
    crashes: 1,
    ...inTransactions,
    ...shortStories,
    ...prompt,
  },
};

/**
 * All variants: four deliveries, two parallel handlers, and a stop of one of them, or of a job, at every call; then each kind of failure.
 */
export const fullVariants: Variants = {
  'at once, stopped': { deliveries: 4, races: true, crashes: 1, ...prompt },
  'at once, stopped, stale listings': { deliveries: 4, races: true, crashes: 1, staleListings: true, slow: false },
  'at once, stopped, slow': { deliveries: 4, races: true, crashes: 1, staleListings: false, slow: true },
  'at once, stopped, slow, stale listings': { deliveries: 4, races: true, crashes: 1, ...laggard },
  'at once, a try fails': { deliveries: 3, races: true, ...aTryFails, ...shortStories, ...prompt },
  'at once, a call fails': { deliveries: 3, races: true, ...aCallFails, ...shortStories, ...prompt },
  'a call fails, slow, stale listings': { deliveries: 3, races: false, ...aCallFails, ...mostStories, ...laggard },
  'emails fail': { deliveries: 3, races: false, ...emailsFail, ...mostStories, ...prompt },
  'at once, stopped, clocks apart': { deliveries: 3, races: true, crashes: 1, ...apart, ...mostStories, ...prompt },
  'in one container, at any time, stopped': { deliveries: 3, crashes: 1, ...together, sharing: 'at-any-time' },
  'in one container, at once, stopped': { deliveries: 3, crashes: 1, ...together, races: true, sharing: 'at-once' },
  'in one container, in step, a try fails': { deliveries: 2, ...together, ...aTryFails, sharing: 'in-step' },
  'in one container, in step, a call fails': { deliveries: 2, ...together, ...aCallFails, sharing: 'in-step' },
  'in transactions, at once, stopped': { deliveries: 4, races: true, crashes: 1, ...inTransactions, ...prompt },
  'in transactions, at once, stopped, slow, stale listings': {
    deliveries: 4,
    races: true,
    crashes: 1,
    ...inTransactions,
    ...laggard,
  },
  'in transactions, at once, a call fails': {
    deliveries: 3,
    races: true,
    ...aCallFails,
    ...shortStories,
    ...inTransactions,
    ...prompt,
  },
  'in transactions, emails fail': {
    deliveries: 3,
    races: false,
    ...emailsFail,
    ...mostStories,
    ...inTransactions,
    ...prompt,
  },
};
