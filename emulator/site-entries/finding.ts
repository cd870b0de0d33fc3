/** `error`: it does not work on Wix. `warning`: documented not to work, or a risk. `note`: uncertain, or still to be done. */
export type Severity = 'error' | 'warning' | 'note';

/** Faults of a file that Wix reads; Wix does not report them, or they show only after publishing. */
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

/** One fault with its line and fix. */
export interface Finding {
  readonly code: FindingCode;
  /** Line number, from 1. */
  readonly line: number;
  /** Description of the fault. */
  readonly what: string;
  /** Instruction on how to fix it. */
  readonly fix: string;
  /** Fault and fix in one line. */
  readonly message: string;
  /** Severity, if it differs from the usual one for this code. */
  readonly severity: Severity | undefined;
}

/** Creates a finding; `what` and `fix` are parts of sentences, without a full stop. */
export function createFinding(
  code: FindingCode,
  line: number,
  what: string,
  fix: string,
  severity?: Severity,
): Finding {
  return { code, line, what, fix, message: `${what}: ${fix}`, severity };
}
