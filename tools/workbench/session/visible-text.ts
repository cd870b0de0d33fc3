/**
 * Characters that a terminal obeys instead of showing: the controls but for tab and line feed, marks of direction, line and
 * paragraph separators, and half surrogate pairs. A name can set the terminal's title with them, move its cursor, or reorder a line.
 */
const OBEYED = /(?![\t\n])[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/gu;

const ESCAPE = String.fromCharCode(27);
/** The codes of picocolors that this program uses: bold, dim, four colors, and their ends. */
const ownColor = new RegExp(`(${ESCAPE}\\[(?:1|2|22|31|32|33|36|39)m)`);

/** Text for a terminal: what it would obey is written as `\u001b`, which inside of JSON is the same text still. */
export function visibleText(text: string): string {
  return text
    .split(ownColor)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(OBEYED, escaped)))
    .join('');
}

/** A value for one line of such text: its line breaks and tabs are shown as well. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
