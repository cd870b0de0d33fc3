/**
 * How long a call goes on trying while Wix Data is busy or slow. `brief`: for about a second. `patient`: for about a
 * minute, where failing would lose something or send an email a second time.
 */
export type Effort = 'brief' | 'patient';

/** Wix counts its quota by the minute, so whoever is patient waits for the next one. */
const waitsMs: Readonly<Record<Effort, readonly number[]>> = {
  brief: [200, 800],
  patient: [200, 800, 3_000, 12_000, 40_000],
};

/**
 * How long to wait after so many tries, in milliseconds; `undefined` when there is to be no other. Up to half is taken off
 * or put on at random, so that handlers that were refused together do not come back together. `random` is from 0 to below 1.
 */
export function waitAfterTries(tries: number, effort: Effort, random: number): number | undefined {
  const waitMs = waitsMs[effort][tries - 1];
  return waitMs === undefined ? undefined : Math.round(waitMs * (0.5 + random));
}
