/** What can be wrong with a file that Wix reads; each is silent on Wix, or shows only after publishing. */
export type FindingCode =
  | 'syntax-error'
  | 'newer-syntax'
  | 're-export'
  | 'dynamic-export'
  | 'member-export'
  | 'commonjs-export'
  | 'not-a-function'
  | 'not-a-web-method'
  | 'open-web-method'
  | 'relative-import'
  | 'undocumented-handler';

/** One thing that is wrong, where, and how to mend it. */
export interface Finding {
  readonly code: FindingCode;
  /** The first line is 1. */
  readonly line: number;
  readonly message: string;
}
