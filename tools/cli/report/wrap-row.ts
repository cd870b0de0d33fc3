import { visibleLine } from '../../workbench/session/visible-text.ts';

/** A row of a report: a short word, with its color, and what there is to say. */
export interface Row {
  readonly label: string;
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const MIN_LABEL_WIDTH = 14;
const DEFAULT_COLUMNS = 80;
const MAX_COLUMNS = 100;

/** The width to write for: the terminal's own, within reason. */
export function columnsOf(output: { readonly columns?: number | undefined }): number {
  return Math.min(output.columns ?? DEFAULT_COLUMNS, MAX_COLUMNS);
}

/** The rows with their labels in one column, and text that goes on below itself. A line break in a text is shown, and breaks nothing. */
export function formatRows(rows: readonly Row[], columns: number): string[] {
  const width = Math.max(MIN_LABEL_WIDTH, ...rows.map(({ label }) => label.length + 2));
  return rows.flatMap(({ label, text, paint = (same: string) => same }) =>
    wrap(visibleLine(text), columns - width - 2).map((line, index) => {
      const padded = (index === 0 ? label : '').padEnd(width);
      return `  ${index === 0 ? paint(label) + padded.slice(label.length) : padded}${line}`.trimEnd();
    }),
  );
}

/** Breaks at spaces; a word that is too long stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
