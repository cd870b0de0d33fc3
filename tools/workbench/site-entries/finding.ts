/** `error`: it does not do on Wix what it says. `warning`: documented not to work, or a risk. `note`: a doubt, or still to be done. */
export type Severity = 'error' | 'warning' | 'note';

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

/** One thing that is wrong, where, and how to fix it. */
export interface Finding {
  readonly code: FindingCode;
  /** The first line is 1. */
  readonly line: number;
  /** What is wrong, for a person. */
  readonly what: string;
  /** What to do about it, as an instruction. */
  readonly fix: string;
  /** Both in one line. */
  readonly message: string;
  /** Where it differs from what findings of this code usually have. */
  readonly severity: Severity | undefined;
}

/** Makes a finding; `what` and `fix` are parts of sentences, without a full stop. */
export function createFinding(
  code: FindingCode,
  line: number,
  what: string,
  fix: string,
  severity?: Severity,
): Finding {
  return { code, line, what, fix, message: `${what}: ${fix}`, severity };
}
