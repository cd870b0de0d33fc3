import type { Product } from '../products/product.ts';
import type { Projection } from '../timeline/projection.ts';

/** An order's projection as it is stored. */
export interface StoredProjection {
  /** `undefined` when nothing is known of the order. */
  readonly projection: Projection | undefined;
  /** How often it was saved. */
  readonly revision: number;
}

/** A projection with where and when it was saved. One that cannot be read has none. */
export interface SavedProjection extends StoredProjection {
  readonly product: Product;
  readonly orderId: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
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
  /** Those that were saved from one instant up to another, the oldest first; earlier ones of an order may be among them. */
  listSaved(from: number, before: number, limit: number): Promise<readonly SavedProjection[]>;
  /** The newest of each of these orders, as far as there is one. */
  listNewest(product: Product, orderIds: readonly string[]): Promise<readonly SavedProjection[]>;
  /** Writes other projections in the place of these, as many as a listing gives: neither their revisions nor when they were saved moves. */
  replaceAll(saved: readonly SavedProjection[]): Promise<void>;
  /** Removes these and none that was saved since; those that are gone already are no failure. */
  remove(saved: readonly SavedProjection[]): Promise<void>;
}
