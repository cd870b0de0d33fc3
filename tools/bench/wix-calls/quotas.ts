/** Requests to Wix Data permitted per minute. */
export interface DataQuota {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  readonly source: string;
}

/** The only figures of this quota that Wix documents, for all plans, which can be raised on request. */
export const documentedQuota: DataQuota = {
  readsPerMinute: 3000,
  writesPerMinute: 1500,
  source: 'https://support.wix.com/en/article/velo-about-data-quotas',
};

/** Wix's page stating that the quota depends on the plan, without figures. */
export const QUOTA_BY_PLAN_SOURCE =
  'https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/limits-and-optimization/data-features';

/** Returns the whole orders per minute within a quota, for orders with these numbers of reads and writes; `undefined` if both are zero. */
export function ordersPerMinute(
  { readsPerMinute, writesPerMinute }: Pick<DataQuota, 'readsPerMinute' | 'writesPerMinute'>,
  { reads, writes }: { readonly reads: number; readonly writes: number },
): number | undefined {
  if (reads === 0 && writes === 0) return undefined;
  const byReads = reads === 0 ? Infinity : readsPerMinute / reads;
  const byWrites = writes === 0 ? Infinity : writesPerMinute / writes;
  return Math.floor(Math.min(byReads, byWrites));
}
