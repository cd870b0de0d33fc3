import type { Product } from '../products/product.ts';
import type { JobRun, NoteProgress } from './job-states.ts';

/** Time and limits of a removal. */
export interface Removal {
  readonly now: number;
  /** Most rows to remove in one call. */
  readonly limit: number;
  readonly isInTime: () => boolean;
  readonly noteProgress: NoteProgress;
}

/** Result of a removal; `isDone` is `true` if nothing is left for the next run. */
export interface LeftoversRun extends JobRun {
  readonly isDone: boolean;
}

/**
 * Data that a store keeps beyond what its ports return, such as earlier revisions of a projection. A store without such data has no such
 * port.
 */
export interface Leftovers {
  /**
   * Removes what is no longer needed, from where the last run stopped. Reports the number of each kind, and where the next run continues.
   */
  remove(progress: JobRun['progress'], removal: Removal): Promise<LeftoversRun>;
  /** Removes the earlier states of an order, even while others work on it. */
  removeOfOrder(product: Product, orderId: string): Promise<void>;
}
