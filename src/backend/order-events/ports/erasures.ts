import type { Product } from '../products/product.ts';

/**
 * An erasure that somebody asked for, of an order or of a person. It stands before anything is erased, and whoever sends or
 * keeps something looks for it.
 */
export interface Erasure {
  /** As `idOfErasure` makes it. */
  readonly id: string;
  readonly askedAt: number;
  /** All marks of the person that were asked for together, joined by dots: each is an erasure, and the first may be all that was written. */
  readonly marks?: string | undefined;
  /** When to look for what is left of it; absent once that was done twice, for a listing may lag. */
  readonly dueAt?: number | undefined;
  /** When that was done for the first time. */
  readonly sweptAt?: number | undefined;
}

/** Whose data is erased: an order's people, or the person behind a mark. */
export type Erased =
  | { readonly kind: 'order'; readonly product: Product; readonly orderId: string }
  | { readonly kind: 'person'; readonly mark: string };

/** The id of an erasure: the same is kept once. */
export function idOfErasure(erased: Erased): string {
  return erased.kind === 'order' ? `order/${erased.product}/${erased.orderId}` : `person/${erased.mark}`;
}

/** Whose data an erasure is about. */
export function erasedBy({ id }: Pick<Erasure, 'id'>): Erased {
  const [kind, name = '', ...rest] = id.split('/');
  if (kind !== 'order') return { kind: 'person', mark: name };
  return { kind, product: name as Product, orderId: rest.join('/') };
}

/** The erasures that were asked for. Reads by id are consistent; listings may lag. */
export interface Erasures {
  /** Writes it, whether it is known or not. */
  save(erasure: Erasure): Promise<void>;
  /** Those of these ids that were asked for. */
  find(ids: readonly string[]): Promise<readonly Erasure[]>;
  /** Those of which something may be left by then. */
  listDue(by: number, limit: number): Promise<readonly Erasure[]>;
  /** Those that were asked for before, and are done. */
  listDone(askedBefore: number, limit: number): Promise<readonly Erasure[]>;
  /** How many there are of which something may be left. */
  count(): Promise<number>;
  /** How many there are in all. */
  countAll(): Promise<number>;
  /** Ids that are gone already are no failure. */
  remove(ids: readonly string[]): Promise<void>;
}
