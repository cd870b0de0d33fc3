import { posix, relative, resolve } from 'node:path';
import ts from 'typescript';

import { lookAtPath, type PathProblem } from '../../repository/look-at-path.ts';
import { listFiles, listNames, readText } from '../../repository/read-files.ts';
import { BACKEND_DIR, ownFileNames, type OwnFileName } from '../own-files.ts';
import { stopFor, type StopReason } from './stop-reason.ts';

/** Folder, relative to the site's root, of the TypeScript that is compiled into `src/backend`, or the reasons why it is not known. */
export type TypeScriptBackend =
  | { readonly kind: 'none' }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'stopped'; readonly reasons: readonly StopReason[] };

const CONFIG = 'tsconfig.json';
/** Folders without sources of the site. */
const passedOver = ['.git', 'node_modules', 'src'];

/**
 * Finds the TypeScript that a tsconfig.json of the site compiles into `src/backend`. A compiled `events.js` must be edited in its source,
 * or the edit is lost. Reads nothing outside of the repository, whatever the tsconfig.json names.
 */
export function findTypeScriptBackend(dir: string): TypeScriptBackend {
  const config = readText(dir, CONFIG);
  if (config.kind === 'missing') return { kind: 'none' };
  if (config.kind === 'refused') return stoppedBy([config.problem]);
  const unread: PathProblem[] = [];
  const tops = new Set<string>();
  const host = createConfigHost(dir, unread, tops);
  const read = ts.parseConfigFileTextToJson(CONFIG, config.text);
  const { options, fileNames } = ts.parseJsonConfigFileContent(read.config, host, resolve(dir), undefined, CONFIG);
  if (options.outDir === undefined && unread.length > 0) return stoppedBy(unread.slice(0, 1));
  if (options.outDir === undefined || pathIn(dir, options.outDir) !== 'src') return { kind: 'none' };
  for (const fileName of fileNames) tops.add(topOf(pathIn(dir, fileName)));
  const roots = [...(options.rootDir === undefined ? [] : [pathIn(dir, options.rootDir)]), ...tops];
  const listed = roots
    .filter((folder) => !passedOver.includes(topOf(folder)))
    .map((folder) => posix.join(folder, 'backend'))
    .map((folder) => ({ folder, ...listFiles(dir, folder, passedOver) }));
  const problems = listed.flatMap((one) => one.problems);
  if (problems.length > 0) return stoppedBy(problems);
  const found = listed.find(({ folder, files }) => files.some((path) => isTypeScriptIn(folder, path)));
  return found === undefined ? { kind: 'none' } : { kind: 'folder', folder: found.folder };
}

/**
 * Creates what the compiler reads configurations by. Puts those that are extended but not read into `unread`, and the top folders of the
 * included sources into `tops`, where the compiler itself would look through all files.
 */
function createConfigHost(dir: string, unread: PathProblem[], tops: Set<string>): ts.ParseConfigHost {
  function look(file: string): string {
    const path = pathIn(dir, file);
    const found = lookAtPath(dir, path);
    // A package's configuration says nothing of the folders of a site.
    if (found.kind === 'refused' && !path.split('/').includes('node_modules')) {
      unread.push({ path: CONFIG, what: `It extends ${path}, which is not read: ${found.problem.what}` });
    }
    return found.kind;
  }
  return {
    useCaseSensitiveFileNames: true,
    fileExists: (file) => look(file) === 'file',
    readFile(file) {
      if (look(file) !== 'file') return undefined;
      const read = readText(dir, pathIn(dir, file));
      return read.kind === 'text' ? read.text : undefined;
    },
    readDirectory(folder, _extensions, excludes, includes) {
      const topIn = (pattern: string): string => topOf(posix.join(pathIn(dir, folder), pattern));
      const asked = includes.map(topIn).flatMap((top) => (/[*?]/.test(top) ? listNames(dir, '') : [top]));
      const left = asked.filter((top) => !(excludes ?? []).includes(top) && lookAtPath(dir, top).kind !== 'file');
      for (const top of left) tops.add(top);
      return [];
    },
  };
}

function topOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function pathIn(dir: string, file: string): string {
  return relative(dir, resolve(dir, file)).replaceAll('\\', '/');
}

function isTypeScriptIn(folder: string, path: string): boolean {
  return posix.dirname(path) === folder && /(?<!\.d)\.ts$/.test(path);
}

function stoppedBy(problems: readonly PathProblem[]): TypeScriptBackend {
  return { kind: 'stopped', reasons: problems.map(stopFor) };
}

/** Type declarations of the files of order events that TypeScript sources import. */
export const declarationTexts = {
  'order-events.js': [
    '/** Part of wix-order-events: hands an event to order events. */',
    'export function handleOrderEvent(handler: string, event: unknown, site: unknown): Promise<unknown>;\n',
  ].join('\n'),
  'notification-rules.js': [
    '/** Part of wix-order-events: the rules in src/backend/notification-rules.js, which are JavaScript. */',
    'export const site: unknown;\n',
  ].join('\n'),
} as const;

/** Returns the path of such a declaration in the folder of the TypeScript. */
export function declarationPath(folder: string, name: string, paths: ReadonlyMap<OwnFileName, string>): string {
  const own = ownFileNames.find((candidate) => candidate === name);
  const built = (own === undefined ? undefined : paths.get(own)) ?? `${BACKEND_DIR}/${name}`;
  return `${folder}/${built.slice(BACKEND_DIR.length + 1).replace(/\.js$/, '.d.ts')}`;
}
