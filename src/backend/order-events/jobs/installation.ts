import { products, type Product } from '../products/product.ts';
import type { JobRun } from '../ports/job-states.ts';

/** Progress of the reconcile job in reading a product's open orders for the first time. */
export interface Installation {
  readonly state: 'waiting' | 'reading' | 'done';
  /** Orders read so far. */
  readonly read: number;
}

/** Keys under which the reconcile job stores its progress in reading a product's open orders. */
export function installationKeys(
  product: Product,
): Readonly<Record<'baseline' | 'started' | 'from' | 'read' | 'failedRuns', string>> {
  return {
    baseline: `${product}/baseline`,
    started: `${product}/baselineStarted`,
    from: `${product}/baselineFrom`,
    read: `${product}/baselineRead`,
    failedRuns: `${product}/baselineFailedRuns`,
  };
}

/** Returns how far each product's open orders have been read, according to the progress of the reconcile job. */
export function installationOf(progress: JobRun['progress']): Readonly<Record<Product, Installation>> {
  const entries = products.map((product): [Product, Installation] => {
    const { baseline, started, read } = installationKeys(product);
    const state = progress[baseline] === 'done' ? 'done' : progress[started] === undefined ? 'waiting' : 'reading';
    return [product, { state, read: Number(progress[read] ?? 0) }];
  });
  return Object.fromEntries(entries) as Record<Product, Installation>;
}
