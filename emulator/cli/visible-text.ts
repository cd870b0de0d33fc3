/**
 * Characters that a terminal interprets instead of showing: control characters except tab and line feed, directional marks, line and
 * paragraph separators, and lone surrogates. With them a name could set the terminal's title, move its cursor, or reorder a line.
 */
const OBEYED = /(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/gu;

const ESCAPE = String.fromCharCode(27);
/** Codes of picocolors that this program uses: bold, dim, four colors, and their resets. */
const ownColor = new RegExp(`(${ESCAPE}\\[(?:1|2|22|31|32|33|36|39)m)`);

/** Replaces characters that a terminal would interpret by escapes such as `\u001b`; JSON text keeps its meaning. */
export function visibleText(text: string): string {
  return text
    .split(ownColor)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(OBEYED, escaped)))
    .join('');
}

/** Escapes a value for one line, including its line breaks and tabs. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
