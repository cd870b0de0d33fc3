import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

import type { SiteFiles } from '../check/read-site.ts';
import { BACKEND_DIR, ownFileNames } from '../own-files.ts';
import { ADDED_MARK, readHeader, showVersion } from '../own-header.ts';
import { ownPathsIn, specifierOf, type OwnPaths } from '../own-paths.ts';
import { addedText } from './added-text.ts';
import { editEvents } from './edit-events.ts';
import { editJobs } from './edit-jobs.ts';
import { addedToPackage, editPackage } from './edit-package.ts';
import type { OwnSpecifiers } from './own-imports.ts';
import { ownJobs } from './own-jobs.ts';
import { readRecord } from './package-record.ts';
import type { Edited, StopReason } from './stop-reason.ts';
import { declarationPath, declarationTexts, findTypeScriptBackend } from './typescript-sources.ts';

/** A file that is made, changed or removed; `before` is `undefined` for a new one, `after` for one that goes. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What `site add` would do to a site, or every reason why it does nothing. */
export type AddPlan =
  | { readonly kind: 'plan'; readonly changes: readonly FileChange[] }
  | { readonly kind: 'stopped'; readonly reasons: readonly StopReason[] };

const EVENTS_FILE = `${BACKEND_DIR}/events.js`;
const JOBS_FILE = `${BACKEND_DIR}/jobs.config`;

/** Plans to add order events to a site; changes nothing. `root` is the folder of this package. */
export function planAdd(site: SiteFiles, root: string): AddPlan {
  const { sources } = site;
  if (sources.has(`${BACKEND_DIR}/order-events.ts`)) {
    const mend = 'name the folder of another site: order-events site add DIR';
    return stopped([{ file: BACKEND_DIR, line: 1, what: 'This is the repository of order events itself', mend }]);
  }
  const paths = ownPathsIn(sources);
  const reasons = ownFileNames.filter((name) => !paths.has(name)).map(takenName);
  if (reasons.length > 0) return stopped(reasons);
  const edits: [path: string, before: string | undefined, edited: Edited][] = [
    ...ownFiles(site, root, paths),
    ...eventEdits(site, root, paths),
    [JOBS_FILE, sources.get(JOBS_FILE), editJobs(sources.get(JOBS_FILE), ownJobs(root, paths))],
    ['package.json', site.packageJson, editPackage(site.packageJson, readDependencies(root))],
  ];
  const refused = edits.flatMap(([, , edited]) => (edited.kind === 'stopped' ? edited.reasons : []));
  if (refused.length > 0) return stopped(refused);
  const changes = edits.flatMap(([path, before, edited]) =>
    edited.kind === 'edited' && edited.text !== before ? [{ path, before, after: edited.text }] : [],
  );
  return { kind: 'plan', changes };
}

function ownFiles(site: SiteFiles, root: string, paths: OwnPaths): [string, string | undefined, Edited][] {
  const { sources, packageJson } = site;
  return ownFileNames.map((name) => {
    const path = paths.get(name) ?? `${BACKEND_DIR}/${name}`;
    const before = sources.get(path);
    const record = [...readRecord(before), ...addedToPackage(packageJson, readDependencies(root))];
    const text = addedText(name, readFileSync(join(root, BACKEND_DIR, name), 'utf8'), { paths, record });
    return [path, before, keptOrNew(name, path, before, text)];
  });
}

/** What is there is the site's; `site upgrade` looks at what may be renewed. */
function keptOrNew(name: string, file: string, before: string | undefined, text: string): Edited {
  if (before === undefined) return { kind: 'edited', text };
  const [present, offered] = [readHeader(before), readHeader(text)];
  // The rules are the owner's from the first moment.
  if (name === 'notification-rules.js' || present?.version.number === offered?.version.number) {
    return { kind: 'edited', text: before };
  }
  const version = present === undefined ? 'another version' : `version ${showVersion(present.version)}`;
  const reason = { file, line: 1, what: `It is of ${version}`, mend: 'run order-events site upgrade' };
  return { kind: 'stopped', reasons: [reason] };
}

function eventEdits(
  { dir, sources }: SiteFiles,
  root: string,
  paths: OwnPaths,
): [string, string | undefined, Edited][] {
  const specifiers: OwnSpecifiers = {
    orderEvents: specifierOf(paths.get('order-events.js') ?? ''),
    rules: specifierOf(paths.get('notification-rules.js') ?? ''),
  };
  const before = sources.get(EVENTS_FILE);
  const compiled: [string, string | undefined, Edited] = [
    EVENTS_FILE,
    before,
    before === undefined ? newEvents(root, paths) : editEvents(EVENTS_FILE, before, specifiers),
  ];
  const folder = findTypeScriptBackend(dir);
  const source = folder === undefined ? undefined : `${folder}/events.ts`;
  if (folder === undefined || source === undefined || !existsSync(join(dir, source))) return [compiled];
  const text = readFileSync(join(dir, source), 'utf8');
  return [compiled, [source, text, editEvents(source, text, specifiers)], ...declarations(dir, folder, paths)];
}

function newEvents(root: string, paths: OwnPaths): Edited {
  const [, ...lines] = readFileSync(join(root, EVENTS_FILE), 'utf8').split('\n');
  const header = `${ADDED_MARK}, and the place for every other event handler of this site.`;
  const text = (['order-events.js', 'notification-rules.js'] as const).reduce(
    (result, name) => result.replaceAll(`'backend/${name}'`, `'${specifierOf(paths.get(name) ?? '')}'`),
    lines.join('\n'),
  );
  return { kind: 'edited', text: `${header}\n${text}` };
}

function declarations(dir: string, folder: string, paths: OwnPaths): [string, string | undefined, Edited][] {
  return Object.entries(declarationTexts).map(([name, text]) => {
    const path = declarationPath(folder, name, paths);
    const file = join(dir, path);
    return [path, existsSync(file) ? readFileSync(file, 'utf8') : undefined, { kind: 'edited', text }];
  });
}

function readDependencies(root: string): Record<string, string> {
  const schema = v.object({ dependencies: v.record(v.string(), v.string()) });
  return v.parse(schema, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).dependencies;
}

function takenName(name: string): StopReason {
  const file = `${BACKEND_DIR}/${name}`;
  return { file, line: 1, what: 'The site has a file of this name that is not ours', mend: 'rename it' };
}

function stopped(reasons: readonly StopReason[]): AddPlan {
  return { kind: 'stopped', reasons };
}
