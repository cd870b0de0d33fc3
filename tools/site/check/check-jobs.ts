import { findNodeAtLocation, type Node } from 'jsonc-parser';

import { readJobsConfig, type ScheduledJob } from '../../../emulator/jobs/jobs-config.ts';
import { listExports } from '../../../emulator/site-entries/list-exports.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import { lineAt, readJsonText } from '../json-text.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { findingAt, type Place, type SiteFinding } from './site-finding.ts';

const FILE = 'src/backend/jobs.config';

/** Placeholder location in the jobs.config of a new site, which is invalid JSON in some versions of the template. */
const TEMPLATE_LOCATION = '/module/filename.';

/** Checks that Wix would run each scheduled job, and that its function exists. */
export function checkJobs(site: SiteFiles): SiteFinding[] {
  const text = site.sources.get(FILE);
  if (text === undefined) return [];
  const strict = readJsonText(text, { allowsComments: true });
  const json =
    strict.kind === 'json' ? strict : readJsonText(text, { allowsComments: true, allowsTrailingCommas: true });
  if (json.kind === 'unreadable') {
    if (text.includes(TEMPLATE_LOCATION)) return [];
    return [
      findingAt(
        { file: FILE, line: json.line },
        'jobs-config-unreadable',
        `It is not JSON: ${json.reason}`,
        'fix the syntax',
      ),
    ];
  }
  const list = findNodeAtLocation(json.root, ['jobs']);
  if (list?.type !== 'array') {
    const fix = 'write { "jobs": [ … ] }';
    return [findingAt({ file: FILE, line: 1 }, 'jobs-config-unreadable', 'It has no list of jobs', fix)];
  }
  const jobs = readJobsConfig(site.dir)
    .map((job, index) => ({ job, entry: list.children?.[index] }))
    .filter(({ job, entry }) => !isOfTemplate(job, entry))
    .map(({ job, entry }) => ({ job, place: { file: FILE, line: lineAt(text, entry?.offset ?? 0) } }));
  const found = jobs.flatMap(({ job, place }, index) => {
    const isRepeated = jobs.slice(0, index).some((earlier) => idOf(earlier.job) === idOf(job));
    return checkJob(site, job, place, isRepeated);
  });
  if (strict.kind === 'json') return found;
  const what = 'It has a comma with nothing behind it, which JSON has not';
  return [
    findingAt({ file: FILE, line: strict.line }, 'jobs-config-unreadable', what, 'remove it', 'warning'),
    ...found,
  ];
}

function isOfTemplate({ functionLocation }: ScheduledJob, entry: Node | undefined): boolean {
  const isEmpty = entry?.type === 'object' && entry.children?.length === 0;
  return isEmpty || functionLocation.startsWith(TEMPLATE_LOCATION);
}

function idOf({ functionLocation, functionName }: ScheduledJob): string {
  return `${functionLocation}#${functionName}`;
}

function checkJob(site: SiteFiles, job: ScheduledJob, place: Place, isRepeated: boolean): SiteFinding[] {
  const { functionName, functionLocation, problem } = job;
  const older = functionName === '' ? /^(\/.*)\.(\w+)$/.exec(functionLocation) : null;
  if (older !== null) return checkOlderJob(site, older[1] ?? '', older[2] ?? '', place);
  if (problem !== null) {
    const severity = isSure(job, problem) ? 'error' : 'warning';
    return [findingAt(place, 'job-not-run', `Job "${functionName}": ${problem}`, 'fix the entry', severity)];
  }
  if (isRepeated) {
    const what = `Job "${functionName}" of ${functionLocation} is scheduled twice`;
    return [findingAt(place, 'duplicate-job', what, 'remove one of the entries')];
  }
  const target = `src/backend${functionLocation}`;
  const text = site.sources.get(target);
  if (text === undefined) {
    const meant = otherTargets(functionLocation).find((path) => site.sources.has(path));
    if (meant !== undefined) {
      const what = `There is no ${target} for job "${functionName}"`;
      return [findingAt(place, 'job-file-missing', what, `write ${meant.slice('src/backend'.length)}`, 'warning')];
    }
    const near = nearest(target, site.sources.keys());
    const fix = near === undefined ? 'add the file, or remove the job' : `did you mean ${near.slice(11)}?`;
    return [findingAt(place, 'job-file-missing', `There is no ${target} for job "${functionName}"`, fix)];
  }
  return checkFunction(target, text, functionName, place);
}

/** `false` for a location without a slash, whose effect Wix does not document, and for limits that depend on the site's plan. */
function isSure({ functionLocation }: ScheduledJob, problem: string): boolean {
  return functionLocation.startsWith('/') && !problem.endsWith('at most.');
}

/** Returns other readings of a location: Wix documents only the first, but sites use these. */
function otherTargets(location: string): string[] {
  const path = location.replace(/^\/backend\//, '/');
  return ['', '.js', '.jsw', '.web.js'].map((ending) => `src/backend${path}${ending}`);
}

/** Checks the form that is older than `functionName`: `/folder/file.function`. */
function checkOlderJob(site: SiteFiles, path: string, name: string, place: Place): SiteFinding[] {
  const target = [`src/backend${path}.js`, `src/backend${path}.jsw`].find((file) => site.sources.has(file));
  if (target !== undefined) return checkFunction(target, site.sources.get(target) ?? '', name, place);
  const what = `There is no src/backend${path}.js for job "${name}"`;
  return [findingAt(place, 'job-file-missing', what, 'add the file, or remove the job')];
}

function checkFunction(target: string, text: string, name: string, place: Place): SiteFinding[] {
  const program = programOf(text);
  if (program === undefined) return [];
  const names = listExports(program).map((exported) => exported.name);
  // Exports of CommonJS, or of another module, are not in the text.
  if (names.includes(name) || names.includes('*') || names.length === 0) return [];
  const near = nearest(name, names);
  const fix = near === undefined ? 'export it there, or remove the job' : `did you mean ${near}?`;
  return [findingAt(place, 'job-function-missing', `${target} exports no "${name}"`, fix)];
}
