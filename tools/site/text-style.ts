/** Some editors begin a file with it; it stays the first character. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** The line ending that a file uses. */
export function eolOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The white space at the start of the line that a position is on. */
export function indentAt(text: string, position: number): string {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}
