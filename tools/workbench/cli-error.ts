/** Reason why a command was not carried out. */
export type CliErrorCode =
  | 'unknown-command'
  | 'unknown-option'
  | 'wrong-arguments'
  | 'unknown-handler'
  | 'unknown-payload'
  | 'unknown-path'
  | 'path-exists'
  | 'wrong-value'
  | 'payload-not-json'
  | 'file-not-readable'
  | 'file-not-usable'
  | 'unknown-sequence'
  | 'no-site'
  | 'site-not-ready'
  | 'state-not-readable'
  | 'state-in-use'
  | 'refused'
  | 'failed';

/** Details of an error besides its message. */
export interface CliErrorDetails {
  /** Text to write instead of the wrong word; the message does not repeat it. */
  readonly suggestion?: string | undefined;
  /** Default 2 for wrong usage; 1 if the command was understood but failed. */
  readonly exitCode?: 1 | 2;
  readonly cause?: unknown;
}

/** Error for a command that was not carried out; the message says what is wrong, where, and the next step. */
export class CliError extends Error {
  readonly code: CliErrorCode;
  readonly suggestion: string | undefined;
  readonly exitCode: 1 | 2;

  constructor(code: CliErrorCode, message: string, { suggestion, exitCode = 2, cause }: CliErrorDetails = {}) {
    super(message, { cause });
    this.name = 'CliError';
    this.code = code;
    this.suggestion = suggestion;
    this.exitCode = exitCode;
  }
}
