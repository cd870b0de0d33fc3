import type { PathProblem } from '../../repository/look-at-path.ts';

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

/** Returns the reason to stop at a link, or at something else that is neither read nor written. */
export function stopFor({ path, what }: PathProblem): StopReason {
  return { file: path, line: 1, what, fix: 'put a plain file or folder in its place' };
}
