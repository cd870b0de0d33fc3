/**
 * What a store answered to a second insert under one id. `refused`: that the id is taken. `refused-otherwise`: something else, so
 * that each refused insert has to be looked up. `accepted`: it stored both, and then no promise holds.
 */
export interface SecondInsert {
  readonly kind: 'refused' | 'refused-otherwise' | 'accepted';
  /** The code of the refusal; empty when there is none. */
  readonly code: string;
}

/** Shows that a store takes an id once, on which everything rests. A store that documents it has no such port. */
export interface InsertProof {
  /** Inserts under one id twice, and leaves nothing behind; `undefined` when the store was too busy to tell. */
  prove(): Promise<SecondInsert | undefined>;
}
