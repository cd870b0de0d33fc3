import MagicString from 'magic-string';
import ts from 'typescript';
import * as v from 'valibot';

import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
import { readText, requireText } from '../../repository/read-files.ts';
import type { SiteFiles } from '../check/read-site.ts';
import { BACKEND_DIR, ownFileNames, TYPES_FILE, type OwnFileName } from '../own-files.ts';
import { ADDED_MARK, hasSameBody, readHeader, showVersion } from '../own-header.ts';
import { ownPathsIn, specifierOf, type OwnPaths } from '../own-paths.ts';
import { addedText } from './added-text.ts';
import { handlersOf, productParts, productsIn } from './chosen-products.ts';
import { editEvents } from './edit-events.ts';
import { editJobs } from './edit-jobs.ts';
import { addedToPackage, editPackage } from './edit-package.ts';
import type { OwnSpecifiers } from './own-imports.ts';
import { ownJobs, type JobEntry } from './own-jobs.ts';
import { readRecord } from './package-record.ts';
import { stopFor, type Edited, type StopReason } from './stop-reason.ts';
import { declarationPath, declarationTexts, findTypeScriptBackend } from './typescript-sources.ts';

/** File that is created, changed or removed; `before` is `undefined` for a new file, `after` for a removed one. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Changes that `site add` would make to a site, or every reason why it makes none. */
export type AddPlan =
  | { readonly kind: 'plan'; readonly changes: readonly FileChange[] }
  | { readonly kind: 'stopped'; readonly reasons: readonly StopReason[] };

const EVENTS_FILE = `${BACKEND_DIR}/events.js`;
const JOBS_FILE = `${BACKEND_DIR}/jobs.config`;

/**
 * Plans to add order events to a site, for the requested products and those that the site has already; changes nothing. `root` is the
 * folder of this package.
 */
export function planAdd(site: SiteFiles, root: string, wanted?: readonly Product[]): AddPlan {
  const { sources } = site;
  if (sources.has(`${BACKEND_DIR}/order-events.ts`)) {
    const fix = 'name the folder of another site: node bin/order-events.js site add DIR';
    return stopped([{ file: BACKEND_DIR, line: 1, what: 'This is the repository of order events itself', fix }]);
  }
  const paths = ownPathsIn(sources);
  const reasons = ownFileNames.filter((name) => name !== TYPES_FILE && !paths.has(name)).map(takenName);
  if (reasons.length > 0) return stopped(reasons);
  const chosen = chosenFor(site, wanted);
  return planParts(site, {
    root,
    paths,
    chosen,
    handlers: handlersOf(chosen),
    jobs: ownJobs(root, paths),
    dependencies: dependenciesOf(root, chosen),
    decide: keptOrNew,
  });
}

/** One of the files of order events: its text in a site, and the text that this version adds. */
export interface OfferedFile {
  readonly name: OwnFileName;
  readonly path: string;
  readonly before: string | undefined;
  readonly text: string;
}

/** Parts that a site gets. */
export interface SiteParts {
  /** Folder of this package. */
  readonly root: string;
  readonly paths: OwnPaths;
  readonly chosen: readonly Product[];
  readonly handlers: readonly string[];
  readonly jobs: readonly JobEntry[];
  readonly dependencies: Readonly<Record<string, string>>;
  /** Decides about each file of order events; returns `undefined` to leave it as it is, present or not. */
  readonly decide: (file: OfferedFile) => Edited | undefined;
}

/** Plans to add those parts to a site. */
export function planParts(site: SiteFiles, parts: SiteParts): AddPlan {
  const { sources } = site;
  const edits: [path: string, before: string | undefined, edited: Edited][] = [
    ...offeredFiles(site, parts).flatMap((file): [string, string | undefined, Edited][] => {
      const edited = parts.decide(file);
      return edited === undefined ? [] : [[file.path, file.before, edited]];
    }),
    ...eventEdits(site, parts),
    [JOBS_FILE, sources.get(JOBS_FILE), editJobs(sources.get(JOBS_FILE), parts.jobs)],
    ['package.json', site.packageJson, editPackage(site.packageJson, parts.dependencies)],
  ];
  const refused = edits.flatMap(([, , edited]) => (edited.kind === 'stopped' ? edited.reasons : []));
  if (refused.length > 0) return stopped(refused);
  const changes = edits.flatMap(([path, before, edited]) =>
    edited.kind === 'edited' && edited.text !== before ? [{ path, before, after: edited.text }] : [],
  );
  return { kind: 'plan', changes };
}

/** Returns the products of a site afterwards: the requested ones and those that it has; all by default on a new site. */
export function chosenFor({ sources }: SiteFiles, wanted?: readonly Product[]): readonly Product[] {
  const present = productsIn(sources.get(EVENTS_FILE) ?? '');
  const asked = wanted ?? (present.length > 0 ? present : products);
  return products.filter((product) => asked.includes(product) || present.includes(product));
}

/** Returns the files of order events as this version adds them to the site. */
export function offeredFiles({ sources, packageJson }: SiteFiles, parts: Omit<SiteParts, 'decide'>): OfferedFile[] {
  const { root, paths, chosen, dependencies } = parts;
  return ownFileNames.flatMap((name) => {
    const path = paths.get(name);
    if (path === undefined) return [];
    const before = sources.get(path);
    const record = [...new Set([...readRecord(before), ...addedToPackage(packageJson, dependencies)])];
    const text = addedText(name, requireText(root, `${BACKEND_DIR}/${name}`), { paths, record, chosen });
    return { name, path, before, text };
  });
}

/** Adds a missing file, and renews an unchanged one of the same version; a file of another version stops the plan. */
function keptOrNew({ name, path, before, text }: OfferedFile): Edited | undefined {
  if (before === undefined) return { kind: 'edited', text };
  // The rules belong to the owner from the start, like every file that the owner changed.
  if (name === 'notification-rules.js') return undefined;
  const [present, offered] = [readHeader(before), readHeader(text)];
  if (present?.version.number === offered?.version.number) {
    return present?.isAsAdded === true && !hasSameBody(before, text) ? { kind: 'edited', text } : undefined;
  }
  const version = present === undefined ? 'another version' : `version ${showVersion(present.version)}`;
  const reason = { file: path, line: 1, what: `It is of ${version}`, fix: 'run node bin/order-events.js site upgrade' };
  return { kind: 'stopped', reasons: [reason] };
}

function eventEdits(
  { dir, sources }: SiteFiles,
  { root, paths, handlers }: SiteParts,
): [string, string | undefined, Edited][] {
  const specifiers: OwnSpecifiers = {
    orderEvents: specifierOf(paths.get('order-events.js') ?? ''),
    rules: specifierOf(paths.get('notification-rules.js') ?? ''),
  };
  const before = sources.get(EVENTS_FILE);
  const compiled: [string, string | undefined, Edited] = [
    EVENTS_FILE,
    before,
    before === undefined ? newEvents(root, paths, handlers) : editEvents(EVENTS_FILE, before, specifiers, handlers),
  ];
  const backend = findTypeScriptBackend(dir);
  if (backend.kind === 'stopped') return [compiled, ['tsconfig.json', undefined, backend]];
  if (backend.kind === 'none') return [compiled];
  const source = `${backend.folder}/events.ts`;
  const read = readText(dir, source);
  if (read.kind !== 'text') return [compiled];
  return [
    compiled,
    [source, read.text, editEvents(source, read.text, specifiers, handlers)],
    ...declarations(dir, backend.folder, paths),
  ];
}

function newEvents(root: string, paths: OwnPaths, handlers: readonly string[]): Edited {
  const [, ...lines] = requireText(root, EVENTS_FILE).split('\n');
  const header = `${ADDED_MARK}, and the place for every other event handler of this site.`;
  const text = (['order-events.js', 'notification-rules.js'] as const).reduce(
    (result, name) => result.replaceAll(`'backend/${name}'`, `'${specifierOf(paths.get(name) ?? '')}'`),
    withHandlers(lines.join('\n'), handlers),
  );
  return { kind: 'edited', text: `${header}\n${text}` };
}

function withHandlers(text: string, handlers: readonly string[]): string {
  const source = ts.createSourceFile(EVENTS_FILE, text, ts.ScriptTarget.Latest, true);
  const output = new MagicString(text);
  for (const statement of source.statements) {
    if (!ts.isFunctionDeclaration(statement) || handlers.includes(statement.name?.text ?? '')) continue;
    output.remove(statement.getFullStart(), statement.end);
  }
  return output.toString();
}

function declarations(dir: string, folder: string, paths: OwnPaths): [string, string | undefined, Edited][] {
  return Object.entries(declarationTexts).map(([name, text]) => {
    const path = declarationPath(folder, name, paths);
    const read = readText(dir, path);
    if (read.kind === 'refused') return [path, undefined, { kind: 'stopped', reasons: [stopFor(read.problem)] }];
    return [path, read.kind === 'text' ? read.text : undefined, { kind: 'edited', text }];
  });
}

/** Returns the packages, with version ranges, that the reconcile job of those products needs. */
export function dependenciesOf(root: string, chosen: readonly Product[]): Record<string, string> {
  const ranges = v.record(v.string(), v.string());
  const schema = v.object({ dependencies: ranges, siteDependencies: v.optional(ranges) });
  const manifest = v.parse(schema, JSON.parse(requireText(root, 'package.json')));
  // The package of the command line depends on other packages than a site, and lists those of a site separately.
  const dependencies = manifest.siteDependencies ?? manifest.dependencies;
  const others = products
    .filter((product) => !chosen.includes(product))
    .map((product) => productParts[product].npmPackage);
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => !others.includes(name)));
}

/** Returns the reason to stop if the site uses both names for its own files. */
function takenName(name: string): StopReason {
  const file = `${BACKEND_DIR}/${name}`;
  return { file, line: 1, what: 'The site has a file of this name that is not ours', fix: 'rename it' };
}

function stopped(reasons: readonly StopReason[]): AddPlan {
  return { kind: 'stopped', reasons };
}
