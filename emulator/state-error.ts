import { EmulatorError } from './emulator-error.ts';

/** What the errors of SQLite about files and disks mean, by their code without its details. */
const meanings: Readonly<Record<string, string>> = {
  SQLITE_CANTOPEN: 'it cannot be opened: may this user write there?',
  SQLITE_CORRUPT: 'it is damaged',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'the disk cannot be read or written',
  SQLITE_NOTADB: 'it is not a state of the emulator',
  SQLITE_PERM: 'this user may not use it',
  SQLITE_READONLY: 'this user may not write to it',
};

/** `true` for an error of SQLite, which is one of the emulator's own and none of Wix. */
export function isDatabaseError(error: unknown): error is Error & { readonly code: string } {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_');
}

/** Creates an error about a state file for the emulator's user. */
export function stateError(cause: Error & { readonly code: string }, file = 'file'): EmulatorError {
  const meaning = meanings[/^SQLITE_[A-Z]+/.exec(cause.code)?.[0] ?? ''] ?? cause.message;
  return new EmulatorError('STATE_NOT_USABLE', `The state ${file} cannot be used: ${meaning} (${cause.code}).`, {
    cause,
  });
}
