import { EmulatorError } from './emulator-error.ts';

/** What the errors of SQLite about files and disks mean, by their code without its details. */
const meanings: Readonly<Record<string, string>> = {
  SQLITE_CANTOPEN: 'it cannot be opened',
  SQLITE_CORRUPT: 'the database is damaged',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'it cannot be read or written',
  SQLITE_NOTADB: 'it is no database',
  SQLITE_PERM: 'this user may not use it',
  SQLITE_READONLY: 'nothing can be written there',
};

/** Returns a code of SQLite without its details, as in SQLITE_IOERR_WRITE, and what it means. */
export function sqliteError(detailed: string): { readonly code: string; readonly meaning: string | undefined } {
  const [code = detailed] = /^SQLITE_[A-Z]+/.exec(detailed) ?? [];
  return { code, meaning: meanings[code] };
}

/** `true` for an error of SQLite, which is one of the emulator's own and none of Wix. */
export function isDatabaseError(error: unknown): error is Error & { readonly code: string } {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_');
}

/** Creates an error about a state file for the emulator's user; an error of SQLite that names no file is about `file`. */
export function stateError(
  cause: Error & { readonly code: string; readonly path?: string },
  file = 'the state',
): EmulatorError {
  const { code, meaning } = sqliteError(cause.code);
  const text = `${cause.path ?? file}: ${meaning ?? cause.message} (${code}).`;
  return new EmulatorError('STATE_NOT_USABLE', text, { cause });
}
