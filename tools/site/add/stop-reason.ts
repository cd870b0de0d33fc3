/** Reason why a file is not edited, for the site's owner. */
export interface StopReason {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly fix: string;
}

/** Edited file, or the reasons why it was not edited. */
export type Edited =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'stopped'; readonly reasons: readonly StopReason[] };
