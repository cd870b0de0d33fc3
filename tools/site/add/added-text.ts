import { ADDED_MARK, BACKEND_DIR, ownFileNames, type OwnFileName } from '../own-files.ts';
import { specifierOf, type OwnPaths } from '../own-paths.ts';

const RENEWED_HEADER = `${ADDED_MARK}: \`order-events site add\` renews this file. Yours to edit is notification-rules.js.`;
const RULES_HEADER = `${ADDED_MARK}, and yours to edit: \`order-events site add\` leaves it as it is.`;

/** The text of a built file as it is added to a site: its header says what to edit there, its imports follow the names. */
export function addedText(name: OwnFileName, built: string, paths: OwnPaths): string {
  const [, ...lines] = built.split('\n');
  const isRules = name === 'notification-rules.js';
  const body = ownFileNames.reduce((text, other) => {
    const path = paths.get(other) ?? `${BACKEND_DIR}/${other}`;
    return text.replaceAll(`'backend/${other}'`, `'${specifierOf(path)}'`);
  }, lines.join('\n'));
  // There are no TypeScript sources to build there.
  const text = isRules ? body.replaceAll(/, then `npm run build`/g, '') : body;
  return `${isRules ? RULES_HEADER : RENEWED_HEADER}\n${text}`;
}
