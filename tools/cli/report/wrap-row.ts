import { visibleLine } from '../../../emulator/cli/visible-text.ts';

/** Row of a report: a short label, its color, and the text. */
export interface Row {
  readonly label: string;
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const MIN_LABEL_WIDTH = 14;
const DEFAULT_COLUMNS = 80;
const MAX_COLUMNS = 100;

/** Returns the width of the output in columns: that of the terminal, up to a maximum. A terminal that does not know its width says 0. */
export function columnsOf({ columns = 0 }: { readonly columns?: number | undefined }): number {
  return Math.min(columns > 0 ? columns : DEFAULT_COLUMNS, MAX_COLUMNS);
}

/** Formats rows with aligned labels and wrapped texts. Line breaks in a text are escaped. */
export function formatRows(rows: readonly Row[], columns: number): string[] {
  const width = Math.max(MIN_LABEL_WIDTH, ...rows.map(({ label }) => label.length + 2));
  return rows.flatMap(({ label, text, paint = (same: string) => same }) =>
    wrap(visibleLine(text), columns - width - 2).map((line, index) => {
      const padded = (index === 0 ? label : '').padEnd(width);
      return `  ${index === 0 ? paint(label) + padded.slice(label.length) : padded}${line}`.trimEnd();
    }),
  );
}

/** Wraps text at spaces; a word longer than `width` stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
