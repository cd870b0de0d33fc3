import type { ExploreOptions } from './explore-scenario.ts';

/** The ways in which a scenario is tried, by name. */
export type Variants = Readonly<Record<string, ExploreOptions>>;

const prompt = { staleListings: false, slow: false } as const;
const laggard = { staleListings: true, slow: true } as const;

/** What the tests run: one crash at every call, and two handlers at once, apart; up to four deliveries. */
export const quickVariants: Variants = {
  'one handler stopped': { deliveries: 3, races: false, crashes: 1, ...prompt },
  'one handler stopped, stale listings': { deliveries: 3, races: false, crashes: 1, ...laggard },
  'two handlers at once': { deliveries: 4, races: true, crashes: 0, ...prompt },
  'two handlers at once, stale listings': { deliveries: 4, races: true, crashes: 0, ...laggard },
};

/** Everything: four deliveries, two handlers at once and one of them, or a job, stopped at every call. */
export const fullVariants: Variants = {
  'at once, stopped': { deliveries: 4, races: true, crashes: 1, ...prompt },
  'at once, stopped, stale listings': { deliveries: 4, races: true, crashes: 1, staleListings: true, slow: false },
  'at once, stopped, slow': { deliveries: 4, races: true, crashes: 1, staleListings: false, slow: true },
  'at once, stopped, slow, stale listings': { deliveries: 4, races: true, crashes: 1, ...laggard },
};
