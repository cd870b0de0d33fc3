import { packageVersion } from '../../src/backend/order-events/values/package-version.ts';

const MARK = '// Generated from ';

/** Returns the first line of a built file: its source, the version, and the file to edit instead. */
export function generatedHeader(source: string, edit: string): string {
  const { number, date } = packageVersion;
  return `${MARK}${source} by \`npm run build\` of wix-order-events ${number} (${date}): edit ${edit} instead.\n`;
}

/** `true` if the text is a file that this build generated. */
export function isGenerated(text: string): boolean {
  return text.startsWith(MARK);
}
