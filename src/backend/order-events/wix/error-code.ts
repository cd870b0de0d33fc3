/** Matches a code of Wix Data, which older calls give only in the text of an error. */
const CODE_IN_TEXT = /\b(?:WDE\d{4}|WD_ITEM_ALREADY_EXISTS|WD_UNIQUE_INDEX_CONFLICT)\b/;

/**
 * Returns the code of an error that Wix threw: Velo puts it on the error, the SDK under `details.applicationError`, and some calls into
 * the text.
 */
export function codeOf(error: unknown): string | undefined {
  const own = fieldOf(error, 'code');
  const code = own ?? fieldOf(fieldOf(fieldOf(error, 'details'), 'applicationError'), 'code');
  if (typeof code === 'string' || typeof code === 'number') return String(code);
  const text = fieldOf(error, 'message');
  return typeof text === 'string' ? CODE_IN_TEXT.exec(text)?.[0] : undefined;
}

/** Returns a field of a value that may be an object. */
export function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
