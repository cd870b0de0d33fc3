/**
 * How long a started attempt is left alone. When it started is written by one container's clock and read by another's, which may
 * differ by 24 minutes; the rest is far above the handler's time budget, and above what a job takes for one attempt.
 */
export const LEASE_MS = 30 * 60_000;

/** The answer to a claim. `taken`: somebody claimed the attempt before, at the instant `since`. */
export type Claim = { readonly kind: 'claimed' } | { readonly kind: 'taken'; readonly since: number };

/** Who makes which attempt at a notification. */
export interface AttemptClaims {
  /** Claims an attempt of the notification with a key: of all who claim it, one gets it. */
  claim(key: string, attempt: number, now: number): Promise<Claim>;
  /** Removes claims that were made before an instant, so many at most. Returns how many. */
  removeBefore(claimedBefore: number, limit: number): Promise<number>;
  count(): Promise<number>;
}
