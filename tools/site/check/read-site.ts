import type { Program } from 'acorn';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseModule } from '../../workbench/site-entries/parse-module.ts';

/** A site's repository as far as it says what will run on Wix. */
export interface SiteFiles {
  readonly dir: string;
  /** The text of every code and configuration file under `src/`, by its path from the repository's root, with slashes. */
  readonly sources: ReadonlyMap<string, string>;
  /** The text of files at the repository's root; `undefined` when a file is not there. */
  readonly wixConfig: string | undefined;
  readonly packageJson: string | undefined;
  /** Whether `wix install` has been run: it writes this lock. */
  readonly hasWixLock: boolean;
}

const readable = /\.(js|jsw|ts|config|json)$/;
/** What Wix generates beside a service plugin; nobody writes it. */
const generatedByWix = /(^|\/)__schema__\.js$/;

/** Reads a site's repository; `undefined` when the folder is none, for it has neither wix.config.json nor src/backend. */
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

/** The parsed module; `undefined` when the text is none, which has its own finding. */
export function programOf(text: string): Program | undefined {
  const parsed = parseModule(text, 'latest');
  return parsed.kind === 'module' ? parsed.program : undefined;
}
