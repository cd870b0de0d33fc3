/** Why a file is not edited, for its owner. */
export interface StopReason {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly fix: string;
}

/** A file after its edit, or why it stays. */
export type Edited =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'stopped'; readonly reasons: readonly StopReason[] };
