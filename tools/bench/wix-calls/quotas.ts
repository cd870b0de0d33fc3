/** Requests to Wix Data that a site may make in a minute. */
export interface DataQuota {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  readonly source: string;
}

/** The only figures of this quota that Wix documents, for any plan, to be raised on request. */
export const documentedQuota: DataQuota = {
  readsPerMinute: 3000,
  writesPerMinute: 1500,
  source: 'https://support.wix.com/en/article/velo-about-data-quotas',
};

/** Where Wix says that the quota depends on the plan, without a figure for any of them. */
export const QUOTA_BY_PLAN_SOURCE =
  'https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/limits-and-optimization/data-features';

/** Whole orders a minute within a quota, for orders that take so many reads and writes; `undefined` when they take none. */
export function ordersPerMinute(
  { readsPerMinute, writesPerMinute }: Pick<DataQuota, 'readsPerMinute' | 'writesPerMinute'>,
  { reads, writes }: { readonly reads: number; readonly writes: number },
): number | undefined {
  if (reads === 0 && writes === 0) return undefined;
  const byReads = reads === 0 ? Infinity : readsPerMinute / reads;
  const byWrites = writes === 0 ? Infinity : writesPerMinute / writes;
  return Math.floor(Math.min(byReads, byWrites));
}
