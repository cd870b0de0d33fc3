const MARK = '// Generated from ';

/** The first line of a built file: what it is made from, and where to edit instead. */
export function generatedHeader(source: string, edit: string): string {
  return `${MARK}${source} by \`npm run build\`: edit ${edit} instead.\n`;
}

/** Whether a file's text says that this build made it. */
export function isGenerated(text: string): boolean {
  return text.startsWith(MARK);
}
