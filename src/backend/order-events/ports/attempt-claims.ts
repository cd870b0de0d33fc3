/**
 * Milliseconds for which a started attempt is left alone, by the clock of the store. It is more than a handler's 8 s, `CALL_WITHIN_MS`, the
 * 14 s after which Wix ends a call, and the two minutes for which noting the result is tried.
 */
export const LEASE_MS = 3 * 60_000;

/** Milliseconds after its start within which an attempt calls its channel, or is given up: others may make the next one after the lease. */
export const CALL_WITHIN_MS = 40_000;

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
