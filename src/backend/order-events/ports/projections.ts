import type { Product } from '../products/product.ts';
import type { Projection } from '../timeline/projection.ts';

/** An order's projection as it is stored. */
export interface StoredProjection {
  /** `undefined` when nothing is known of the order. */
  readonly projection: Projection | undefined;
  /** How often it was saved. */
  readonly revision: number;
}

/** The projections of orders: what is known of each. Reads are consistent. */
export interface Projections {
  read(product: Product, orderId: string): Promise<StoredProjection>;
  /** Reads those of many orders, in the order of their ids. */
  readMany(product: Product, orderIds: readonly string[]): Promise<readonly StoredProjection[]>;
  /** Saves what follows the given revision; `outdated` when somebody else has saved what follows it. */
  save(projection: Projection, revision: number, now: number): Promise<'saved' | 'outdated'>;
  /** The number of projections in the store, including earlier ones that it has not removed yet. */
  count(): Promise<number>;
}
