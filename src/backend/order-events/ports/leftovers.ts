import type { Product } from '../products/product.ts';
import type { JobRun, NoteProgress } from './job-states.ts';

/** What a store may remove, and for how long. */
export interface Removal {
  readonly now: number;
  /** Rows to remove in one call. */
  readonly limit: number;
  readonly isInTime: () => boolean;
  readonly noteProgress: NoteProgress;
}

/** What a removal came to, where the next run goes on, and whether nothing was left for it. */
export interface LeftoversRun extends JobRun {
  readonly isDone: boolean;
}

/**
 * What a store keeps beyond what its ports give back, such as earlier revisions of a projection. A store that keeps nothing
 * of the kind has no such port.
 */
export interface Leftovers {
  /** Removes what nobody needs, from where the last run stopped. Reports how much of each kind, and where the next run goes on. */
  remove(progress: JobRun['progress'], removal: Removal): Promise<LeftoversRun>;
  /** Removes what is left of earlier states of an order, whoever may be at work on it. */
  removeOfOrder(product: Product, orderId: string): Promise<void>;
}
