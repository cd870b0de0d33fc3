import type { Container } from '../../container/container.ts';
import { createModuleHost, type WixServices } from '../module-host.ts';
import { fetchForSite } from './site-fetch.ts';

/** Gives a container the global `fetch` of Node.js, under the same rules as that of `wix-fetch`. */
export function installFetch(container: Container, services: WixServices): void {
  const host = createModuleHost('globalThis', container, services);
  const fetch = host.wixFunction('fetch', {
    kind: 'other',
    describe: ([url]) => (typeof url === 'string' ? { id: url.replace(/[?#].*$/, '') } : {}),
    execute: ([url, options]) => fetchForSite(host, 'globalThis', { url, options }),
  });
  container.realm.setGlobal('fetch', fetch);
}
