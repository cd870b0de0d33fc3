/** Takes over an unhandled rejection; `false` if the promise belongs to something else. */
export type Claim = (promise: Promise<unknown>, reason: unknown) => boolean;

const claims = new Set<Claim>();

function onUnhandledRejection(reason: unknown, promise: Promise<unknown>): void {
  for (const claim of claims) if (claim(promise, reason)) return;
  // Not a site's promise: behaves as Node.js does without listeners, unless there is another listener.
  if (process.listenerCount('unhandledRejection') === 1) throw reason;
}

/** Prevents unhandled rejections of site code from ending this process; returns a function that stops this. */
export function claimUnhandledRejections(claim: Claim): () => void {
  if (claims.size === 0) process.on('unhandledRejection', onUnhandledRejection);
  claims.add(claim);
  return () => {
    claims.delete(claim);
    if (claims.size === 0) process.off('unhandledRejection', onUnhandledRejection);
  };
}
