const NAME = 'order-events-token';

/** Takes the token out of the address, so that it is neither bookmarked nor shown, and keeps it for this address only; `first` is the view then. */
export function takeToken(first: string): void {
  const [, token] = /^#token=([\w-]+)$/.exec(location.hash) ?? [];
  if (token === undefined) return;
  localStorage.setItem(NAME, token);
  history.replaceState(null, '', `#/${first}`);
}

/** The header that opens the console's API. */
export function authorization(): Record<string, string> {
  return { authorization: `Bearer ${localStorage.getItem(NAME) ?? ''}` };
}
