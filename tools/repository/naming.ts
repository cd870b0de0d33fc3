/** Makes an error of the system name the file in question: that of a failed write names none, and that of a temporary file the wrong one. */
export function naming<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw withPath(path, error);
  }
}

/** Returns the error, which names that file from now on if it is one of the system. */
export function withPath(path: string, error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? Object.assign(error, { path }) : error;
}
