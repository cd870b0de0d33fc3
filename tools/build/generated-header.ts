import { packageVersion } from '../../src/backend/order-events/values/package-version.ts';

const MARK = '// Generated from ';

/** The first line of a built file: what it is made from, of which version, and where to edit instead. */
export function generatedHeader(source: string, edit: string): string {
  const { number, date } = packageVersion;
  return `${MARK}${source} by \`npm run build\` of wix-order-events ${number} (${date}): edit ${edit} instead.\n`;
}

/** Whether a file's text says that this build made it. */
export function isGenerated(text: string): boolean {
  return text.startsWith(MARK);
}
