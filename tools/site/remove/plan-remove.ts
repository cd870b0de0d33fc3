import { addedText } from '../add/added-text.ts';
import { findOwnCalls } from '../add/find-own-calls.ts';
import { readRecord } from '../add/package-record.ts';
import type { AddPlan, FileChange } from '../add/plan-add.ts';
import type { StopReason } from '../add/stop-reason.ts';
import { declarationPath, declarationTexts, findTypeScriptBackend } from '../add/typescript-sources.ts';
import { programOf, type SiteFiles } from '../check/read-site.ts';
import { resolveImport } from '../check/resolve-import.ts';
import { packageOf } from '../../../emulator/site-entries/site-modules.ts';
import { readText, requireText } from '../../repository/read-files.ts';
import { listImports } from '../../../emulator/site-entries/list-imports.ts';
import { BACKEND_DIR, findOwnFile, ownFileNames, type OwnFileName } from '../own-files.ts';
import { readHeader } from '../own-header.ts';
import { locationOf, specifierOf } from '../own-paths.ts';
import { undoEvents, type Undone } from './undo-events.ts';
import { undoJobs, undoPackage } from './undo-json.ts';

const EVENTS_FILE = `${BACKEND_DIR}/events.js`;
const JOBS_FILE = `${BACKEND_DIR}/jobs.config`;

/** Plans to remove order events from a site, or returns every reason why it cannot be removed; changes nothing. */
export function planRemove(site: SiteFiles, root: string): AddPlan {
  const { dir, sources, packageJson } = site;
  if (sources.has(`${BACKEND_DIR}/order-events.ts`)) {
    const what = 'This is the repository of order events itself';
    return stopped([{ file: BACKEND_DIR, line: 1, what, fix: 'name the folder of another site' }]);
  }
  const own = new Map(ownFileNames.flatMap((name) => pathOf(sources, name)));
  if (own.size === 0 && findOwnCalls(sources.get(EVENTS_FILE) ?? '').size === 0) return { kind: 'plan', changes: [] };
  const backend = findTypeScriptBackend(dir);
  if (backend.kind === 'stopped') return backend;
  const typeScript = backend.kind === 'folder' ? backend.folder : undefined;
  const undone = new Map<string, { readonly before: string; readonly undone: Undone }>();
  for (const [name, path] of own) undone.set(path, undoOwn(name, path, sources.get(path) ?? '', own, root));
  for (const [path, text] of eventFiles(site, typeScript)) {
    const specifiers = {
      orderEvents: specifierOf(own.get('order-events.js') ?? `${BACKEND_DIR}/order-events.js`),
      rules: specifierOf(own.get('notification-rules.js') ?? `${BACKEND_DIR}/notification-rules.js`),
    };
    undone.set(path, { before: text, undone: undoEvents(path, text, specifiers) });
  }
  for (const [path, text, expected] of declarationFiles(dir, typeScript, own)) {
    undone.set(path, { before: text, undone: text === expected ? gone : changedSince(path, 1) });
  }
  const jobs = sources.get(JOBS_FILE);
  if (jobs !== undefined) {
    const locations = new Set([...own.values()].map(locationOf));
    undone.set(JOBS_FILE, { before: jobs, undone: undoJobs(JOBS_FILE, jobs, locations) });
  }
  const left = { ...site, sources: leftOf(sources, undone) };
  if (packageJson !== undefined) {
    const record = readRecord(sources.get(own.get('order-events.js') ?? ''));
    undone.set('package.json', {
      before: packageJson,
      undone: undoPackage('package.json', packageJson, record, usedPackages(left)),
    });
  }
  const reasons = [...undone.values()].flatMap((one) => (one.undone.kind === 'stopped' ? one.undone.reasons : []));
  const needs = findNeeds(site, left, new Set([...own.values(), ...reasons.map(({ file }) => file)]));
  return reasons.length + needs.length > 0
    ? stopped([...reasons, ...needs])
    : { kind: 'plan', changes: changesOf(undone) };
}

const gone: Undone = { kind: 'undone', text: undefined };

function pathOf(sources: SiteFiles['sources'], name: OwnFileName): [OwnFileName, string][] {
  const path = findOwnFile(sources, name);
  return path === undefined ? [] : [[name, path]];
}

/** Removes the rules even if the owner changed them, since only order events uses them; other files only if unchanged. */
function undoOwn(
  name: OwnFileName,
  path: string,
  text: string,
  own: ReadonlyMap<OwnFileName, string>,
  root: string,
): { readonly before: string; readonly undone: Undone } {
  const isGoing = name === 'notification-rules.js' || readHeader(text)?.isAsAdded === true;
  if (isGoing) return { before: text, undone: gone };
  const offered = addedText(name, requireText(root, `${BACKEND_DIR}/${name}`), {
    paths: own,
    record: readRecord(text),
  });
  const isComparable = readHeader(text)?.version.number === readHeader(offered)?.version.number;
  return { before: text, undone: changedSince(path, isComparable ? firstDifference(text, offered) : 1) };
}

function firstDifference(text: string, other: string): number {
  const others = other.split(/\r?\n/);
  return Math.max(1, text.split(/\r?\n/).findIndex((line, index) => index > 0 && line !== others[index]) + 1);
}

function changedSince(file: string, line: number): Undone {
  const what = 'It was changed since it was added';
  const fix = 'take the change back, or delete the file and commit that; then run this again';
  return { kind: 'stopped', reasons: [{ file, line, what, fix }] };
}

/** Returns the events file, and the TypeScript that it is compiled from. */
function eventFiles({ dir, sources }: SiteFiles, typeScript: string | undefined): [string, string][] {
  const compiled = sources.get(EVENTS_FILE);
  const files: [string, string][] = compiled === undefined ? [] : [[EVENTS_FILE, compiled]];
  return typeScript === undefined ? files : [...files, ...fileAt(dir, `${typeScript}/events.ts`)];
}

function declarationFiles(
  dir: string,
  typeScript: string | undefined,
  own: ReadonlyMap<OwnFileName, string>,
): [string, string, string][] {
  if (typeScript === undefined) return [];
  return Object.entries(declarationTexts).flatMap(([name, expected]) =>
    fileAt(dir, declarationPath(typeScript, name, own)).map(([path, text]): [string, string, string] => {
      return [path, text, expected];
    }),
  );
}

/** Returns path and text; nothing if the file is missing. The folder is known to hold plain files only. */
function fileAt(dir: string, path: string): [string, string][] {
  const read = readText(dir, path);
  return read.kind === 'text' ? [[path, read.text]] : [];
}

function leftOf(
  sources: SiteFiles['sources'],
  undone: ReadonlyMap<string, { readonly undone: Undone }>,
): Map<string, string> {
  return new Map(
    [...sources].flatMap(([path, text]): [string, string][] => {
      const one = undone.get(path)?.undone;
      if (one?.kind !== 'undone') return [[path, text]];
      return one.text === undefined ? [] : [[path, one.text]];
    }),
  );
}

/** Finds site code that would import what is removed. */
function findNeeds(site: SiteFiles, left: SiteFiles, known: ReadonlySet<string>): StopReason[] {
  return [...left.sources].flatMap(([file, text]) => {
    if (known.has(file) || !/\.jsw?$/.test(file)) return [];
    const program = programOf(text);
    if (program === undefined) return [];
    return listImports(program).flatMap(({ specifier = '', line }): StopReason[] => {
      const found = resolveImport(site, file, specifier);
      if (found.kind !== 'file' || left.sources.has(found.path)) return [];
      return [{ file, line, what: `It imports ${found.path}, which would be gone`, fix: 'take that out first' }];
    });
  });
}

function usedPackages({ sources }: SiteFiles): Set<string> {
  const programs = [...sources].flatMap(([path, text]) => (/\.jsw?$/.test(path) ? (programOf(text) ?? []) : []));
  return new Set(programs.flatMap(listImports).map(({ specifier = '' }) => packageOf(specifier)));
}

function changesOf(undone: ReadonlyMap<string, { readonly before: string; readonly undone: Undone }>): FileChange[] {
  return [...undone].flatMap(([path, { before, undone: one }]): FileChange[] =>
    one.kind === 'undone' && one.text !== before ? [{ path, before, after: one.text }] : [],
  );
}

function stopped(reasons: readonly StopReason[]): AddPlan {
  return { kind: 'stopped', reasons };
}
