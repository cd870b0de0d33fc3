import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { BACKEND_DIR, ownFileNames, TYPES_FILE, type OwnFileName } from '../own-files.ts';
import { versionOfBuilt, withHeader } from '../own-header.ts';
import { specifierOf, type OwnPaths } from '../own-paths.ts';
import { reconcileTextOf, rulesTextOf } from './product-texts.ts';
import { withRecord, type PackageRecord } from './package-record.ts';

const RENEWED_WORDS = ': `order-events site upgrade` renews this file. Yours to edit is notification-rules.js.';
const RULES_WORDS = ', and yours to edit: `order-events site add` and `site upgrade` leave it as it is.';

/** What is added of a file. */
export interface AddedTextOptions {
  /** The products that the site has; all by default. */
  readonly chosen?: readonly Product[];
  readonly paths: OwnPaths;
  /** What `site add` put into package.json, which order-events.js keeps in mind. */
  readonly record?: PackageRecord;
}

/** The text of a built file as it is added to a site: its header says what to edit there, its imports follow the names. */
export function addedText(
  name: OwnFileName,
  built: string,
  { paths, record = [], chosen = products }: AddedTextOptions,
): string {
  const [, ...lines] = built.split('\n');
  const body = ownFileNames.reduce((text, other) => {
    const path = paths.get(other) ?? `${BACKEND_DIR}/${other}`;
    return text.replaceAll(`'backend/${other}'`, `'${specifierOf(path)}'`);
  }, lines.join('\n'));
  const version = versionOfBuilt(built);
  switch (name) {
    case 'notification-rules.js':
      // There are no TypeScript sources to build there.
      return withHeader(rulesTextOf(body.replaceAll(/, then `npm run build`/g, ''), chosen), version, RULES_WORDS);
    case 'reconcile-orders.js':
      return withHeader(reconcileTextOf(body, chosen), version, RENEWED_WORDS);
    case 'order-events.js':
      return withHeader(withRecord(body, record), version, RENEWED_WORDS);
    case TYPES_FILE:
    case 'notifications.web.js':
    case 'jobs.js':
    case 'email-templates.js':
      return withHeader(body, version, RENEWED_WORDS);
  }
}
