/**
 * Answer of a store to a second insert under one id. `refused`: the id is taken. `refused-otherwise`: another refusal, so that each
 * refused insert has to be looked up. `accepted`: it stored both, and then no promise holds.
 */
export interface SecondInsert {
  readonly kind: 'refused' | 'refused-otherwise' | 'accepted';
  /** Code of the refusal; empty if there is none. */
  readonly code: string;
}

/** Proof that a store accepts an id only once, on which everything rests. A store that documents this has no such port. */
export interface InsertProof {
  /** Inserts under one id twice, and leaves nothing behind; `undefined` if the store was too busy to tell. */
  prove(): Promise<SecondInsert | undefined>;
}
