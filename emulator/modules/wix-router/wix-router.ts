import { STATUS_CODES } from 'node:http';

import { isItem } from '../wix-data/authorize.ts';
import type { ModuleHost } from '../module-host.ts';

/**
 * Creates the module `wix-router`, whose functions create the responses of routers:
 * https://dev.wix.com/docs/velo/velo-only-apis/wix-router/introduction
 */
export function createWixRouter(host: ModuleHost): Record<string, unknown> {
  const { realm } = host;

  function define(name: string, respond: (args: unknown[]) => Record<string, unknown>) {
    return realm.asyncFunction(name, (args, _isElevated, resolve) =>
      resolve(host.strictObject(respond(args), 'WixRouterResponse')),
    );
  }

  function failure(name: string, status: number) {
    return define(name, ([message]) => ({ status, message: message ?? STATUS_CODES[status] }));
  }

  /** `ok(routerPage, [data], [head])`: the page may be a list of names, of which the first that exists is shown. */
  const ok = define('ok', ([page, routerReturnedData, head]) => ({
    status: 200,
    page,
    ...(routerReturnedData === undefined ? {} : { data: routerReturnedData }),
    ...(isItem(head) ? { head } : {}),
  }));
  /** "If any other status code is passed or no status code is passed at all, the status code defaults to "302"." */
  const redirect = define('redirect', ([url, statusCode]) => ({
    status: String(statusCode) === '301' ? 301 : 302,
    redirectUrl: url,
  }));

  return {
    ok,
    redirect,
    notFound: failure('notFound', 404),
    forbidden: failure('forbidden', 403),
    sendStatus: define('sendStatus', ([status, message]) => ({
      status: Number(status),
      message: message ?? STATUS_CODES[Number(status)],
    })),
    next: define('next', () => ({})),
    WixRouterSitemapEntry: realm.sitemapEntryClass,
  };
}
