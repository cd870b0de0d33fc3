import { CliError } from './cli-error.ts';

/** What `read` gives; throws CliError `file-not-readable`, which names what the file was to be, when it throws. */
export function orNotReadable<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    // Errors of Node.js may be of another realm, where `instanceof` fails.
    const { message: reason = 'unknown reason' } = cause as { readonly message?: string };
    throw new CliError('file-not-readable', `The ${what} cannot be read: ${reason}`, { cause });
  }
}
