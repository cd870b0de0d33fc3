import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MagicString from 'magic-string';
import ts from 'typescript';
import * as v from 'valibot';

import { products, type Product } from '../../../src/backend/order-events/products/product.ts';
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

/**
 * Plans to add order events to a site, for the wanted products and those that it has it for; changes nothing. `root` is the folder of
 * this package.
 */
export function planAdd(site: SiteFiles, root: string, wanted?: readonly Product[]): AddPlan {
  const { sources } = site;
  if (sources.has(`${BACKEND_DIR}/order-events.ts`)) {
    const fix = 'name the folder of another site: npx order-events site add DIR';
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

/** One of the files of order events: as it stands in a site, and as this version adds it. */
export interface OfferedFile {
  readonly name: OwnFileName;
  readonly path: string;
  readonly before: string | undefined;
  readonly text: string;
}

/** What a site gets. */
export interface SiteParts {
  /** The folder of this package. */
  readonly root: string;
  readonly paths: OwnPaths;
  readonly chosen: readonly Product[];
  readonly handlers: readonly string[];
  readonly jobs: readonly JobEntry[];
  readonly dependencies: Readonly<Record<string, string>>;
  /** What becomes of each file that order events has to itself; `undefined` for one that stays as it is, there or not. */
  readonly decide: (file: OfferedFile) => Edited | undefined;
}

/** Plans to give a site those parts, beside what it has. */
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

/** The products of a site afterwards: those that are wanted, all of them by default, and those that it has. */
export function chosenFor({ sources }: SiteFiles, wanted?: readonly Product[]): readonly Product[] {
  const present = productsIn(sources.get(EVENTS_FILE) ?? '');
  const asked = wanted ?? (present.length > 0 ? present : products);
  return products.filter((product) => asked.includes(product) || present.includes(product));
}

/** The files of order events as this version adds them to the site. */
export function offeredFiles({ sources, packageJson }: SiteFiles, parts: Omit<SiteParts, 'decide'>): OfferedFile[] {
  const { root, paths, chosen, dependencies } = parts;
  return ownFileNames.flatMap((name) => {
    const path = paths.get(name);
    if (path === undefined) return [];
    const before = sources.get(path);
    const record = [...new Set([...readRecord(before), ...addedToPackage(packageJson, dependencies)])];
    const text = addedText(name, readFileSync(join(root, BACKEND_DIR, name), 'utf8'), { paths, record, chosen });
    return { name, path, before, text };
  });
}

/** What is there is the site's; `site upgrade` looks at what may be renewed. */
function keptOrNew({ name, path, before, text }: OfferedFile): Edited | undefined {
  if (before === undefined) return { kind: 'edited', text };
  // The rules are the owner's from the first moment, and so is what the owner changed.
  if (name === 'notification-rules.js') return undefined;
  const [present, offered] = [readHeader(before), readHeader(text)];
  if (present?.version.number === offered?.version.number) {
    return present?.isAsAdded === true && !hasSameBody(before, text) ? { kind: 'edited', text } : undefined;
  }
  const version = present === undefined ? 'another version' : `version ${showVersion(present.version)}`;
  const reason = { file: path, line: 1, what: `It is of ${version}`, fix: 'run npx order-events site upgrade' };
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
  const folder = findTypeScriptBackend(dir);
  const source = folder === undefined ? undefined : `${folder}/events.ts`;
  if (folder === undefined || source === undefined || !existsSync(join(dir, source))) return [compiled];
  const text = readFileSync(join(dir, source), 'utf8');
  return [
    compiled,
    [source, text, editEvents(source, text, specifiers, handlers)],
    ...declarations(dir, folder, paths),
  ];
}

function newEvents(root: string, paths: OwnPaths, handlers: readonly string[]): Edited {
  const [, ...lines] = readFileSync(join(root, EVENTS_FILE), 'utf8').split('\n');
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
    const file = join(dir, path);
    return [path, existsSync(file) ? readFileSync(file, 'utf8') : undefined, { kind: 'edited', text }];
  });
}

/** The packages, with their ranges, that the reconcile job of those products needs. */
export function dependenciesOf(root: string, chosen: readonly Product[]): Record<string, string> {
  const ranges = v.record(v.string(), v.string());
  const schema = v.object({ dependencies: ranges, siteDependencies: v.optional(ranges) });
  const manifest = v.parse(schema, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  // The package of the command line has others than a site, and lists those of a site apart.
  const dependencies = manifest.siteDependencies ?? manifest.dependencies;
  const others = products
    .filter((product) => !chosen.includes(product))
    .map((product) => productParts[product].npmPackage);
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => !others.includes(name)));
}

/** Names that the site uses for files of its own, both of them. */
function takenName(name: string): StopReason {
  const file = `${BACKEND_DIR}/${name}`;
  return { file, line: 1, what: 'The site has a file of this name that is not ours', fix: 'rename it' };
}

function stopped(reasons: readonly StopReason[]): AddPlan {
  return { kind: 'stopped', reasons };
}
