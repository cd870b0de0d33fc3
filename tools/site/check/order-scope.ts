import { EMAILS_DIR } from '../../build/emails/list-templates.ts';
import { ownJobs } from '../add/own-jobs.ts';
import { BACKEND_DIR, findOwnFile, ownFileNames } from '../own-files.ts';
import { ownPathsIn } from '../own-paths.ts';
import type { SiteFiles } from './read-site.ts';
import { reachedFrom } from './reached-files.ts';
import type { SiteFinding, SiteFindingCode } from './site-finding.ts';

/** Findings of a site, divided into those about what order events uses and all others. */
export interface ScopedFindings {
  readonly ofOrders: readonly SiteFinding[];
  readonly elsewhere: readonly SiteFinding[];
}

const EVENTS_FILE = `${BACKEND_DIR}/events.js`;
const EVENTS_SOURCE = `${BACKEND_DIR}/events.ts`;
const JOBS_FILE = `${BACKEND_DIR}/jobs.config`;

/** Codes about a single handler; only handlers of orders are in scope. */
const handlerCodes: readonly SiteFindingCode[] = [
  're-export',
  'dynamic-export',
  'member-export',
  'not-a-function',
  'undocumented-handler',
  'handler-in-wrong-file',
];
const orderHandler = /"\w*(wix(Events|PricingPlans|Ecom|Stores)_|onOrder|onFulfillment|onPayment)/;

/** Codes that keep a whole file, and everything that imports it, from loading. */
const loadingCodes: readonly SiteFindingCode[] = [
  'syntax-error',
  'newer-syntax',
  'commonjs-export',
  'relative-import',
  'unresolved-import',
  'missing-export',
  'unknown-wix-module',
  'undeclared-package',
];

/** Codes about order events in any file, and about files that may be part of it. */
const ofOrdersAnywhere: readonly SiteFindingCode[] = [
  'field-not-in-event',
  'existing-handler-not-called',
  'file-not-read',
  'built-files-not-compared',
];

/** Codes about jobs; only those of order events are in scope. */
const jobCodes: readonly SiteFindingCode[] = [
  'job-not-run',
  'job-file-missing',
  'job-function-missing',
  'duplicate-job',
];

/**
 * Divides findings by whether they concern what order events uses: its files, the handlers and jobs of orders, emails, rules, and their
 * imports. `root` is the folder of this package.
 */
export function scopeFindings(
  site: SiteFiles,
  findings: readonly SiteFinding[],
  { root, isPublishing }: { readonly root: string; readonly isPublishing: boolean },
): ScopedFindings {
  const own = new Set(ownFileNames.flatMap((name) => findOwnFile(site.sources, name) ?? []));
  const reached = reachedFrom(site, [EVENTS_FILE, ...own]);
  const jobs = ownJobs(root, ownPathsIn(site.sources)).flatMap(({ functionName, functionLocation }) => {
    return [`"${functionName}"`, functionLocation];
  });
  const isOfOrders = ({ file, code, what }: SiteFinding): boolean => {
    if (ofOrdersAnywhere.includes(code) || own.has(file) || file.startsWith(`${EMAILS_DIR}/`)) return true;
    if (handlerCodes.includes(code)) return orderHandler.test(what) || (file === EVENTS_FILE && what.startsWith('"*"'));
    if (jobCodes.includes(code)) return own.size > 0 && jobs.some((words) => what.includes(words));
    if (file === 'wix.config.json') return isPublishing;
    if (code === 'email-call-refused') return reached.has(file);
    if (loadingCodes.includes(code)) return reached.has(file);
    return ['package.json', JOBS_FILE, EVENTS_FILE, EVENTS_SOURCE].includes(file);
  };
  return { ofOrders: findings.filter(isOfOrders), elsewhere: findings.filter((finding) => !isOfOrders(finding)) };
}
