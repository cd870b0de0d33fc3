import { useEffect, useState } from 'preact/hooks';

import { textOfPart } from '../../contract/path-part.ts';

/** Parts of the URL after the #. */
export type Route = readonly string[];

/** Hook that returns the route and rerenders when it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(currentRoute);
  useEffect(() => {
    const update = (): void => setRoute(currentRoute());
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return route;
}

/** Navigates to another route of the page. */
export function goTo(path: string): void {
  location.hash = path;
}

/** Returns the current route. */
export function currentRoute(): Route {
  const parts = location.hash.replace(/^#\/?/, '').split('/');
  return parts.filter((part) => part !== '').map(decode);
}

/** Leaves an invalid encoding, such as `%E0%A4%A`, unchanged: it then matches nothing, and the view reports that. */
function decode(part: string): string {
  try {
    return textOfPart(decodeURIComponent(part));
  } catch {
    return part;
  }
}
