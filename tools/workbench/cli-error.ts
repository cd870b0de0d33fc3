/** Why a command was not carried out. */
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

/** What an error says besides its message. */
export interface CliErrorDetails {
  /** What to write instead of the wrong word; the message does not repeat it. */
  readonly suggestion?: string | undefined;
  /** By default 2, wrong usage; 1 when the command was understood and could not be done. */
  readonly exitCode?: 1 | 2;
  readonly cause?: unknown;
}

/** A command that was not carried out: the message says what and where, and the next step. */
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
