import { valueAt } from '../../../src/backend/order-events/values/json-object.ts';
import { hasJob, ownJobs } from '../add/own-jobs.ts';
import { requireText } from '../../repository/read-files.ts';
import { readJsonText } from '../json-text.ts';
import { BACKEND_DIR, findOwnFile, ownFileNames } from '../own-files.ts';
import { readHeader, showVersion, versionOfBuilt } from '../own-header.ts';
import { ownPathsIn } from '../own-paths.ts';
import type { SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

const BUNDLE_SOURCE = `${BACKEND_DIR}/order-events.ts`;

/** Checks that a site with order events has all of its files, in one version, and that its jobs refer to them. */
export function checkOwnFiles(site: SiteFiles, root: string): SiteFinding[] {
  const { sources } = site;
  const bundle = findOwnFile(sources, 'order-events.js');
  if (bundle === undefined) return [];
  return [
    ...checkPresence(site),
    ...(sources.has(BUNDLE_SOURCE) ? [] : checkVersions(sources, root)),
    ...checkOwnJobs(site, root),
  ];
}

/** Checks for the web module only: the checks of imports and jobs find the other missing files. */
function checkPresence({ sources }: SiteFiles): SiteFinding[] {
  const name = 'notifications.web.js';
  if (findOwnFile(sources, name) !== undefined) return [];
  const file = `${BACKEND_DIR}/${name}`;
  const fix = 'run node bin/order-events.js site add, or take it from the package';
  return [findingAt({ file, line: 1 }, 'own-file-missing', `${file} is not there`, fix)];
}

function checkVersions(sources: SiteFiles['sources'], root: string): SiteFinding[] {
  return ownFileNames.flatMap((name) => {
    const file = findOwnFile(sources, name);
    if (name === 'notification-rules.js' || file === undefined) return [];
    const present = readHeader(sources.get(file) ?? '');
    const version = versionOfBuilt(requireText(root, `${BACKEND_DIR}/${name}`));
    if (present?.isAsAdded !== true) {
      return [changed(file, 'was changed since it was added', 'take the change back, or keep it and look after it')];
    }
    if (present.version.number === version.number) return [];
    const what = `is of version ${showVersion(present.version)}, and this is ${showVersion(version)}`;
    return [changed(file, what, 'run node bin/order-events.js site upgrade')];
  });
}

function changed(file: string, what: string, fix: string): SiteFinding {
  return findingAt({ file, line: 1 }, 'own-file-changed', `${file} ${what}`, fix);
}

function checkOwnJobs({ sources }: SiteFiles, root: string): SiteFinding[] {
  const file = `${BACKEND_DIR}/jobs.config`;
  const jobs = readJobs(sources.get(file));
  if (jobs === undefined) return [];
  return ownJobs(root, ownPathsIn(sources))
    .filter((job) => !hasJob(jobs, job))
    .map(({ functionName }) => {
      const what = sources.has(file) ? `${file} has no job "${functionName}"` : `There is no ${file}`;
      return findingAt({ file, line: 1 }, 'own-job-missing', what, 'run node bin/order-events.js site add');
    });
}

/** Returns the jobs of a jobs.config; `undefined` for invalid JSON, which has its own finding. */
export function readJobs(text: string | undefined): readonly unknown[] | undefined {
  if (text === undefined) return [];
  const json = readJsonText(text, { allowsComments: true });
  const jobs = json.kind === 'json' ? valueAt(json.value, 'jobs') : undefined;
  return Array.isArray(jobs) ? jobs : undefined;
}
