import { CliError } from './cli-error.ts';
import { messageOf } from './message-of.ts';

/** Returns the result of `read`; if it throws, throws CliError `file-not-readable`, which names the expected file. */
export function orNotReadable<Result>(what: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    const reason = messageOf(cause);
    throw new CliError('file-not-readable', `The ${what} cannot be read: ${reason}`, { cause });
  }
}
