import type { SiteFunction } from '../../container/realm.ts';
import { wixError } from '../../wix-error.ts';
import type { ModuleHost } from '../module-host.ts';

/** What is known of one page of results. */
export interface Page {
  readonly items: unknown[];
  readonly skip: number;
  readonly limit: number;
  readonly hasNext: boolean;
  /** Number of results on all pages; `undefined` if it was not counted. */
  readonly total: number | undefined;
  /** Returns the function that fetches the page that begins at a result. */
  readonly pageAt: (skip: number, member: 'next' | 'prev') => SiteFunction;
}

/** Returns the members that the results of all kinds of queries have: https://dev.wix.com/docs/velo/apis/wix-data/wix-data-query-result/introduction */
export function pageMembers(host: ModuleHost, page: Page): Record<string, unknown> {
  const { realm } = host;
  const { skip, limit, items, total } = page;

  function refused(code: string): () => Promise<never> {
    const refuse = realm.asyncFunction('page', (_args, _isElevated, _resolve, reject) => reject(wixError(realm, code)));
    return refuse as () => Promise<never>;
  }

  return {
    items: realm.array(items),
    length: items.length,
    pageSize: limit,
    totalCount: total,
    totalPages: total === undefined ? undefined : Math.ceil(total / limit),
    currentPage: items.length === 0 ? undefined : Math.floor(skip / limit),
    hasNext: () => page.hasNext,
    hasPrev: () => skip > 0,
    next: page.hasNext ? page.pageAt(skip + limit, 'next') : refused('WDE0165'),
    prev: skip > 0 ? page.pageAt(Math.max(0, skip - limit), 'prev') : refused('WDE0159'),
  };
}
