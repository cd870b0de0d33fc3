/**
 * Milliseconds for which a started attempt is left alone. One container's clock writes when it started and another's reads it, and the
 * two may differ by 24 minutes; the rest is far above the handler's time budget, and above what a job takes for one attempt.
 */
export const LEASE_MS = 30 * 60_000;

/** Answer to a claim. `taken`: somebody claimed the attempt before, at the instant `since`, in milliseconds since 1970. */
export type Claim = { readonly kind: 'claimed' } | { readonly kind: 'taken'; readonly since: number };

/** Claims of attempts at notifications. */
export interface AttemptClaims {
  /** Claims an attempt at the notification with a key: exactly one of its claimants gets it. */
  claim(key: string, attempt: number, now: number): Promise<Claim>;
  /** Removes at most `limit` claims made before an instant. Returns the number removed. */
  removeBefore(claimedBefore: number, limit: number): Promise<number>;
  count(): Promise<number>;
}
