import type { Program } from 'acorn';

import { lookAtPath, type PathProblem } from '../../repository/look-at-path.ts';
import { listFiles, MAX_TOTAL_BYTES, readText } from '../../repository/read-files.ts';
import { parseModule } from '../../../emulator/site-entries/parse-module.ts';

/** Files of a site's repository that decide what runs on Wix. */
export interface SiteFiles {
  readonly dir: string;
  /** Text of every code and configuration file under `src/`, by its path from the repository's root, with forward slashes. */
  readonly sources: ReadonlyMap<string, string>;
  /** Text of a file in the repository's root; `undefined` if the file is missing. */
  readonly wixConfig: string | undefined;
  readonly packageJson: string | undefined;
  /** `true` if `wix install` has run: it writes this lock file. */
  readonly hasWixLock: boolean;
  /** Links and other things among its files that were not read. */
  readonly problems: readonly PathProblem[];
}

const readable = /\.(js|jsw|ts|config|json)$/;
/** Files that Wix generates next to a service plugin. */
const generatedByWix = /(^|\/)__schema__\.js$/;

/** Reads a site's repository; `undefined` if the folder has neither wix.config.json nor src/backend. Follows no links. */
export function readSite(dir: string): SiteFiles | undefined {
  const isThere = ['wix.config.json', 'src/backend'].some((path) => lookAtPath(dir, path).kind !== 'missing');
  if (!isThere) return undefined;
  const listed = listFiles(dir, 'src', ['node_modules']);
  const problems = [...listed.problems];
  const sources = readSources(dir, listed.files.filter(isSource), problems);
  const [wixConfig, packageJson] = ['wix.config.json', 'package.json'].map((path) => readOptional(dir, path, problems));
  const wixLock = lookAtPath(dir, 'wix.lock');
  if (wixLock.kind === 'refused') problems.push(wixLock.problem);
  return { dir, sources, wixConfig, packageJson, hasWixLock: wixLock.kind === 'file', problems };
}

function isSource(path: string): boolean {
  return readable.test(path) && !generatedByWix.test(path);
}

function readSources(dir: string, paths: readonly string[], problems: PathProblem[]): Map<string, string> {
  const sources = new Map<string, string>();
  let total = 0;
  for (const path of paths) {
    const text = readOptional(dir, path, problems);
    if (text === undefined) continue;
    total += text.length;
    if (total > MAX_TOTAL_BYTES) {
      problems.push({ path, what: `With it, more than ${MAX_TOTAL_BYTES} bytes would be read` });
      return sources;
    }
    sources.set(path, text);
  }
  return sources;
}

function readOptional(dir: string, path: string, problems: PathProblem[]): string | undefined {
  const read = readText(dir, path);
  if (read.kind === 'refused') problems.push(read.problem);
  return read.kind === 'text' ? read.text : undefined;
}

/** Parses a module; `undefined` for a syntax error, which has its own finding. */
export function programOf(text: string): Program | undefined {
  const parsed = parseModule(text, 'latest');
  return parsed.kind === 'module' ? parsed.program : undefined;
}
