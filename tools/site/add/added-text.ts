import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { BACKEND_DIR, ownFileNames, TYPES_FILE, type OwnFileName } from '../own-files.ts';
import { versionOfBuilt, withHeader } from '../own-header.ts';
import { specifierOf, type OwnPaths } from '../own-paths.ts';
import { reconcileTextOf, rulesTextOf } from './product-texts.ts';
import { withRecord, type PackageRecord } from './package-record.ts';

const RENEWED_WORDS = ': `order-events site upgrade` renews this file. Yours to edit is notification-rules.js.';
const RULES_WORDS = ', and yours to edit: `order-events site add` and `site upgrade` leave it as it is.';

/** Options for the text of an added file. */
export interface AddedTextOptions {
  /** Products of the site; all by default. */
  readonly chosen?: readonly Product[];
  readonly paths: OwnPaths;
  /** Entries that `site add` put into package.json, recorded in order-events.js. */
  readonly record?: PackageRecord;
}

/** Returns a built file as it is added to a site: with a header that says what to edit there, and imports that follow the names. */
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
      // The site has no TypeScript sources to build.
      return withHeader(rulesTextOf(body.replaceAll(/, then `npm run build`/g, ''), chosen), version, RULES_WORDS);
    case 'reconcile-orders.js':
      return withHeader(reconcileTextOf(body, chosen), version, RENEWED_WORDS);
    case 'order-events.js':
      return withHeader(withRecord(body, record), version, RENEWED_WORDS);
    case 'order-events-on-demand.js':
    case TYPES_FILE:
    case 'notifications.web.js':
    case 'jobs.js':
    case 'email-templates.js':
      return withHeader(body, version, RENEWED_WORDS);
  }
}
