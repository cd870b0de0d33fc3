/** Mark that some editors put at the start of a file; it stays the first character. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Returns the line ending that a file uses. */
export function eolOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Returns the indentation of the line that contains a position. */
export function indentAt(text: string, position: number): string {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}
