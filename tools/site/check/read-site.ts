import type { Program } from 'acorn';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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
}

const readable = /\.(js|jsw|ts|config|json)$/;
/** Files that Wix generates next to a service plugin. */
const generatedByWix = /(^|\/)__schema__\.js$/;

/** Reads a site's repository; `undefined` if the folder has neither wix.config.json nor src/backend. */
export function readSite(dir: string): SiteFiles | undefined {
  const wixConfig = readOptional(join(dir, 'wix.config.json'));
  if (wixConfig === undefined && !existsSync(join(dir, 'src', 'backend'))) return undefined;
  return {
    dir,
    sources: readSources(join(dir, 'src')),
    wixConfig,
    packageJson: readOptional(join(dir, 'package.json')),
    hasWixLock: existsSync(join(dir, 'wix.lock')),
  };
}

function readSources(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => readable.test(path) && !generatedByWix.test(path) && !path.split('/').includes('node_modules'))
    .sort();
  return new Map(paths.map((path) => [`src/${path}`, readFileSync(join(folder, path), 'utf8')]));
}

function readOptional(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Parses a module; `undefined` for a syntax error, which has its own finding. */
export function programOf(text: string): Program | undefined {
  const parsed = parseModule(text, 'latest');
  return parsed.kind === 'module' ? parsed.program : undefined;
}
