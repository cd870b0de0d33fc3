import type { Product } from '../products/product.ts';
import type { Projection } from '../timeline/projection.ts';

/** Stored projection of an order. */
export interface StoredProjection {
  /** `undefined` if nothing is known of the order. */
  readonly projection: Projection | undefined;
  /** Number of times that it was saved. */
  readonly revision: number;
}

/** A projection with its order and the time of its last save; `projection` is `undefined` if it cannot be read. */
export interface SavedProjection extends StoredProjection {
  readonly product: Product;
  readonly orderId: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** Projections of orders. Reads are consistent. */
export interface Projections {
  read(product: Product, orderId: string): Promise<StoredProjection>;
  /** Reads the projections of many orders, in the order of their ids. */
  readMany(product: Product, orderIds: readonly string[]): Promise<readonly StoredProjection[]>;
  /** Saves the successor of the given revision; `outdated` if somebody else has saved one. */
  save(projection: Projection, revision: number, now: number): Promise<'saved' | 'outdated'>;
  /** Counts the projections in the store, including earlier ones that it has not removed yet. */
  count(): Promise<number>;
  /** Lists projections that were saved from one instant up to another, oldest first; earlier ones of an order may be among them. */
  listSaved(from: number, before: number, limit: number): Promise<readonly SavedProjection[]>;
  /** Lists the newest projection of each of these orders that has one. */
  listNewest(product: Product, orderIds: readonly string[]): Promise<readonly SavedProjection[]>;
  /** Replaces these projections, at most as many as one listing returns, without changing their revisions or when they were saved. */
  replaceAll(saved: readonly SavedProjection[]): Promise<void>;
  /** Removes these projections and none that was saved since; those that are already gone are no failure. */
  remove(saved: readonly SavedProjection[]): Promise<void>;
}
