/** Of ids. */
const MAX_SHORT_TEXT = 200;

/** Whether a value is text that a row has room for. */
export function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_SHORT_TEXT;
}

/** Whether a value is text that is more than blanks. */
export function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
