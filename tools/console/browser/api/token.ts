const NAME = 'order-events-token';

/**
 * Moves the token from the URL to local storage, so that it is neither bookmarked nor visible, and opens the view `first`. Does nothing
 * without a token in the URL.
 */
export function takeToken(first: string): void {
  const [, token] = /^#token=([\w-]+)$/.exec(location.hash) ?? [];
  if (token === undefined) return;
  localStorage.setItem(NAME, token);
  history.replaceState(null, '', `#/${first}`);
}

/** Returns the authorization header for the console's API. */
export function authorization(): Record<string, string> {
  return { authorization: `Bearer ${localStorage.getItem(NAME) ?? ''}` };
}
