/** Takes a rejection that nobody handled; false when the promise is not the taker's. */
type Claim = (promise: Promise<unknown>, reason: unknown) => boolean;

const claims = new Set<Claim>();

function onUnhandledRejection(reason: unknown, promise: Promise<unknown>): void {
  for (const claim of claims) if (claim(promise, reason)) return;
  // Not from a site: what Node.js does when nobody listens, unless somebody else does.
  if (process.listenerCount('unhandledRejection') === 1) throw reason;
}

/** Keeps a promise that a site forgot from ending this process; gives the way to stop. */
export function claimUnhandledRejections(claim: Claim): () => void {
  if (claims.size === 0) process.on('unhandledRejection', onUnhandledRejection);
  claims.add(claim);
  return () => {
    claims.delete(claim);
    if (claims.size === 0) process.off('unhandledRejection', onUnhandledRejection);
  };
}
