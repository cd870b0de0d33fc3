import { hasJob, ownJobs } from '../add/own-jobs.ts';
import { readRecord } from '../add/package-record.ts';
import { chosenFor, dependenciesOf, planParts, type AddPlan, type OfferedFile } from '../add/plan-add.ts';
import type { Edited } from '../add/stop-reason.ts';
import { handlersOf } from '../add/chosen-products.ts';
import { findOwnCalls } from '../add/find-own-calls.ts';
import type { SiteFiles } from '../check/read-site.ts';
import { readJobs } from '../check/check-own-files.ts';
import { BACKEND_DIR, findOwnFile } from '../own-files.ts';
import { readHeader, showVersion } from '../own-header.ts';
import { ownPathsIn } from '../own-paths.ts';

const EVENTS_FILE = `${BACKEND_DIR}/events.js`;
const JOBS_FILE = `${BACKEND_DIR}/jobs.config`;

/**
 * Plans to upgrade a site to this version; changes nothing. An unchanged file is replaced. A file that the owner changed is kept if this
 * version does not change it, and stops the upgrade otherwise. The rules are kept. Handlers and jobs that the owner removed are not
 * restored: only what the installed version did not have is added.
 */
export function planUpgrade(site: SiteFiles, root: string): AddPlan {
  const { sources } = site;
  const file = findOwnFile(sources, 'order-events.js');
  const bundle = sources.get(file ?? '');
  if (file === undefined || bundle === undefined || sources.has(`${BACKEND_DIR}/order-events.ts`)) {
    const what = file === undefined ? 'Order events is not there' : 'This is the repository of order events itself';
    const reason = { file: BACKEND_DIR, line: 1, what, fix: 'run node bin/order-events.js site add in the site first' };
    return { kind: 'stopped', reasons: [reason] };
  }
  const chosen = chosenFor(site);
  const paths = ownPathsIn(sources);
  const connected = findOwnCalls(sources.get(EVENTS_FILE) ?? '');
  const record = readRecord(bundle);
  const jobs = readJobs(sources.get(JOBS_FILE)) ?? [];
  return planParts(site, {
    root,
    paths,
    chosen,
    handlers: handlersOf(chosen).filter((handler) => connected.has(handler) || !bundle.includes(handler)),
    jobs: ownJobs(root, paths).filter(
      (job) => hasJob(jobs, job) || !isKnownIn(site, job.functionLocation, job.functionName),
    ),
    dependencies: Object.fromEntries(
      Object.entries(dependenciesOf(root, chosen)).filter(([name]) => !record.includes(name)),
    ),
    decide: (offered) => renewed(offered, jobs),
  });
}

/** `true` if the installed version already has the job. */
function isKnownIn({ sources }: SiteFiles, location: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(sources.get(BACKEND_DIR + location) ?? '');
}

/** Returns the file after the upgrade; `undefined` to leave it as it is. */
function renewed({ name, path, before, text }: OfferedFile, jobs: readonly unknown[]): Edited | undefined {
  if (before === undefined) {
    // To opt out of the job, the owner deletes its file and its entry.
    const isLeftOut = name === 'reconcile-orders.js' && !JSON.stringify(jobs).includes('reconcileOrders');
    return isLeftOut ? undefined : { kind: 'edited', text };
  }
  if (name === 'notification-rules.js') return undefined;
  const [present, offered] = [readHeader(before), readHeader(text)];
  if (present?.isAsAdded === true) return hasSameLines(before, text) ? undefined : { kind: 'edited', text };
  if (present !== undefined && present.digest === offered?.digest) return undefined;
  const version = present === undefined ? 'an unknown version' : showVersion(present.version);
  const what = `It was changed since it was added by ${version}, and this version has it otherwise`;
  const fix =
    'take the change back or delete the file, commit that, upgrade, and make the change again where it is still needed';
  return { kind: 'stopped', reasons: [{ file: path, line: 1, what, fix }] };
}

function hasSameLines(left: string, right: string): boolean {
  return left.replaceAll('\r\n', '\n') === right.replaceAll('\r\n', '\n');
}
