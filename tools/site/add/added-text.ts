import { BACKEND_DIR, ownFileNames, type OwnFileName } from '../own-files.ts';
import { versionOfBuilt, withHeader } from '../own-header.ts';
import { specifierOf, type OwnPaths } from '../own-paths.ts';
import { withRecord, type PackageRecord } from './package-record.ts';

const RENEWED_WORDS = ': `order-events site upgrade` renews this file. Yours to edit is notification-rules.js.';
const RULES_WORDS = ', and yours to edit: `order-events site add` and `site upgrade` leave it as it is.';

/** What is added of a file. */
export interface AddedTextOptions {
  readonly paths: OwnPaths;
  /** What `site add` put into package.json, which order-events.js keeps in mind. */
  readonly record?: PackageRecord;
}

/** The text of a built file as it is added to a site: its header says what to edit there, its imports follow the names. */
export function addedText(name: OwnFileName, built: string, { paths, record = [] }: AddedTextOptions): string {
  const [, ...lines] = built.split('\n');
  const body = ownFileNames.reduce((text, other) => {
    const path = paths.get(other) ?? `${BACKEND_DIR}/${other}`;
    return text.replaceAll(`'backend/${other}'`, `'${specifierOf(path)}'`);
  }, lines.join('\n'));
  const version = versionOfBuilt(built);
  // There are no TypeScript sources to build there.
  if (name === 'notification-rules.js')
    return withHeader(body.replaceAll(/, then `npm run build`/g, ''), version, RULES_WORDS);
  return withHeader(name === 'order-events.js' ? withRecord(body, record) : body, version, RENEWED_WORDS);
}
