import { checkBuiltFiles } from './check-built-files.ts';
import { checkConfig } from './check-config.ts';
import { checkEmailCalls } from './check-email-calls.ts';
import { checkEmails, readEmails } from './check-emails.ts';
import { checkEntries } from './check-entries.ts';
import { checkEventReads } from './check-event-reads.ts';
import { checkExistingHandlers } from './check-existing-handlers.ts';
import { checkImports } from './check-imports.ts';
import { checkJobs } from './check-jobs.ts';
import { checkOwnFiles } from './check-own-files.ts';
import { checkMissingHandlers } from './check-missing-handlers.ts';
import { checkPaths } from './check-paths.ts';
import { checkPlaces } from './check-places.ts';
import { checkRules } from './check-rules.ts';
import { checkWebMethods } from './check-web-methods.ts';
import type { SiteFiles } from './read-site.ts';
import { readRules } from './read-rules.ts';
import { runRules } from './run-rules.ts';
import type { SiteFinding, SiteFindingCode } from './site-finding.ts';
import { weighFindings } from './weigh-findings.ts';

/** Options for checking a site. */
export interface SiteCheckOptions {
  /** Folder of this package. */
  readonly root: string;
  /** Also checks values that must be the site's own before it is published, such as its id. */
  readonly isPublishing: boolean;
  /** Runs the site's rules on sample orders, in a process of their own; otherwise they are read, and nothing of the site runs. */
  readonly isRunningRules: boolean;
}

const keepsFromLoading: readonly SiteFindingCode[] = [
  'syntax-error',
  'unresolved-import',
  'missing-export',
  'unknown-wix-module',
  'undeclared-package',
];

/** Returns everything that is wrong with a site, by file and line. Writes nothing to the site, and runs nothing of it unasked. */
export async function checkSite(site: SiteFiles, options: SiteCheckOptions): Promise<SiteFinding[]> {
  const imports = checkImports(site);
  const emails = await readEmails(site);
  const findings = [
    ...checkPaths(site),
    ...checkConfig(site, options.isPublishing),
    ...withoutRelativeOnesLost(checkEntries(site), imports),
    ...imports,
    ...checkExistingHandlers(site),
    ...checkPlaces(site),
    ...checkWebMethods(site),
    ...checkEventReads(site),
    ...checkEmailCalls(site),
    ...checkJobs(site),
    ...checkOwnFiles(site, options.root),
    ...emails.findings,
    // A template that cannot be built stops the build.
    ...(emails.findings.some(({ severity }) => severity === 'error') ? [] : await checkBuiltFiles(site, options.root)),
  ];
  const isBroken = findings.some(({ code }) => keepsFromLoading.includes(code));
  const known = options.isRunningRules ? await runRules(site, options.root) : readRules(site);
  findings.push(
    ...checkRules(site, known, { ...options, isBroken }),
    ...checkEmails(site, emails, known),
    ...checkMissingHandlers(site, known),
  );
  return weighFindings(site, findings).sort(
    (left, right) => left.file.localeCompare(right.file) || left.line - right.line,
  );
}

/** Removes findings of relative imports that are also reported as unresolved. */
function withoutRelativeOnesLost(entries: readonly SiteFinding[], imports: readonly SiteFinding[]): SiteFinding[] {
  return entries.filter(
    ({ code, file, line }) =>
      code !== 'relative-import' ||
      !imports.some((lost) => lost.code === 'unresolved-import' && lost.file === file && lost.line === line),
  );
}
