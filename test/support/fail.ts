/** Throws whatever it is given, as code of others may: also what is no error. */
export function fail(reason: unknown): never {
  AbortSignal.abort(reason).throwIfAborted();
  throw new Error('An aborted signal throws its reason');
}
