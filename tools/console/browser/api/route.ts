import { useEffect, useState } from 'preact/hooks';

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
  return parts.filter((part) => part !== '').map(decodeURIComponent);
}
