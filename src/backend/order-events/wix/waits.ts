/**
 * Effort of retries while Wix Data is busy or slow. `brief`: for about a second. `patient`: for about a minute, where a failure would
 * lose something or send an email a second time.
 */
export type Effort = 'brief' | 'patient';

/** Delays between tries, in milliseconds. Wix counts its quota by the minute, so `patient` waits for the next one. */
const waitsMs: Readonly<Record<Effort, readonly number[]>> = {
  brief: [200, 800],
  patient: [200, 800, 3_000, 12_000, 40_000],
};

/**
 * Returns the delay after a number of tries, in milliseconds; `undefined` if there is no further try. It varies at random by up to half,
 * so that handlers that were refused together do not return together. `random` is from 0 to below 1.
 */
export function waitAfterTries(tries: number, effort: Effort, random: number): number | undefined {
  const waitMs = waitsMs[effort][tries - 1];
  return waitMs === undefined ? undefined : Math.round(waitMs * (0.5 + random));
}
