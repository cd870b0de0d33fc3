import type { Product } from '../products/product.ts';

/**
 * A requested erasure of an order or a person. It is stored before anything is erased, and whatever sends or stores data looks for it.
 * Instants are milliseconds since 1970.
 */
export interface Erasure {
  /** Result of `idOfErasure`. */
  readonly id: string;
  readonly askedAt: number;
  /**
   * All marks of the person that were requested together, joined by dots: each is an erasure, and the first may be the only one written.
   */
  readonly marks?: string | undefined;
  /** Time of the next sweep; absent after two sweeps, because a listing may lag. */
  readonly dueAt?: number | undefined;
  /** Time of the first sweep. */
  readonly sweptAt?: number | undefined;
}

/** Subject of an erasure: an order's people, or the person behind a mark. */
export type Erased =
  | { readonly kind: 'order'; readonly product: Product; readonly orderId: string }
  | { readonly kind: 'person'; readonly mark: string };

/** Returns the id of an erasure; the same erasure is stored once. */
export function idOfErasure(erased: Erased): string {
  return erased.kind === 'order' ? `order/${erased.product}/${erased.orderId}` : `person/${erased.mark}`;
}

/** Returns the subject of an erasure. */
export function erasedBy({ id }: Pick<Erasure, 'id'>): Erased {
  const [kind, name = '', ...rest] = id.split('/');
  if (kind !== 'order') return { kind: 'person', mark: name };
  return { kind, product: name as Product, orderId: rest.join('/') };
}

/** Requested erasures. Reads by id are consistent; listings may lag. */
export interface Erasures {
  /** Writes an erasure, whether it is known or not. */
  save(erasure: Erasure): Promise<void>;
  /** Returns those of these ids that were requested. */
  find(ids: readonly string[]): Promise<readonly Erasure[]>;
  /** Lists those whose next sweep is due at an instant. */
  listDue(by: number, limit: number): Promise<readonly Erasure[]>;
  /** Lists those that were requested before an instant, and are complete. */
  listDone(askedBefore: number, limit: number): Promise<readonly Erasure[]>;
  /** Counts those that are not complete. */
  count(): Promise<number>;
  /** Counts all of them. */
  countAll(): Promise<number>;
  /** Removes erasures; ids that are already gone are no failure. */
  remove(ids: readonly string[]): Promise<void>;
}
