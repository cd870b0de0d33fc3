import { CliError } from './cli-error.ts';

/** Returns the result of `read`; if it throws, throws CliError `file-not-readable`, which names the expected file. */
export function orNotReadable<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    // Errors of Node.js may come from another realm, where `instanceof` fails.
    const { message: reason = 'unknown reason' } = cause as { readonly message?: string };
    throw new CliError('file-not-readable', `The ${what} cannot be read: ${reason}`, { cause });
  }
}
