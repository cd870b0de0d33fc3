import { useEffect, useState } from 'preact/hooks';

import { textOfPart } from '../../contract/path-part.ts';

/** Where the page is: the parts of the address after the #. */
export type Route = readonly string[];

/** The route, and again whenever it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(currentRoute);
  useEffect(() => {
    const update = (): void => setRoute(currentRoute());
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return route;
}

/** Goes to another place of the page. */
export function goTo(path: string): void {
  location.hash = path;
}

/** The route of this moment. */
export function currentRoute(): Route {
  const parts = location.hash.replace(/^#\/?/, '').split('/');
  return parts.filter((part) => part !== '').map(decode);
}

/** What is no encoded text, such as `%E0%A4%A`, stays as it is: it then names nothing, and its view says so. */
function decode(part: string): string {
  try {
    return textOfPart(decodeURIComponent(part));
  } catch {
    return part;
  }
}
