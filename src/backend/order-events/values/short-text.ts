/** Longest id, in characters. */
const MAX_SHORT_TEXT = 200;

/** `true` for text that is not empty and short enough for a row. */
export function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_SHORT_TEXT;
}

/** `true` for text that is not blank. */
export function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
