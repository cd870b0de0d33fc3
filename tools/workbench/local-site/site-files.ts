import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { isEmulated } from '../../../emulator/modules/wix-modules.ts';
import { listImports } from '../../../emulator/site-entries/list-imports.ts';
import { parseModule } from '../../../emulator/site-entries/parse-module.ts';
import { namedCollections } from './named-collections.ts';

/** Environment that a site's code expects and that exists on Wix. */
export interface Surroundings {
  /** Empty modules for imports that are missing on this machine, by specifier; code that calls into one fails. */
  readonly modules: Readonly<Record<string, object>>;
  /** Collections that the code names. */
  readonly collections: readonly string[];
}

/** Header of a file that this package built or added to a site; what it imports is present. */
const ownMark = /^\/\/ (Generated from |Part of wix-order-events \d)/;
const MAX_BYTES = 1_000_000;

/** Returns the file name of order events in a site's backend: `order-events-jobs.js` if the site has its own `jobs.js`. */
export function ownFileIn(siteDir: string, name: string): string {
  const other = `order-events-${name}`;
  return existsSync(join(siteDir, 'src/backend', other)) ? other : name;
}

/** Returns the specifier of the web methods of order events, as site code imports it. */
export function webMethodsOf(siteDir: string): string {
  return `backend/${ownFileIn(siteDir, 'notifications.web.js')}`;
}

/** Collects what the site's own JavaScript expects, without running it. */
export function surroundingsOf(siteDir: string): Surroundings {
  const texts = ['backend', 'public'].flatMap((folder) => readTexts(join(siteDir, 'src', folder)));
  const specifiers = texts.flatMap((text) => {
    const parsed = parseModule(text, 'latest');
    return parsed.kind === 'module' ? listImports(parsed.program).flatMap(({ specifier }) => specifier ?? []) : [];
  });
  const outside = specifiers.filter(
    (specifier) =>
      /^(wix-|@|[a-z])/.test(specifier) && !/^(backend|public)\//.test(specifier) && !isProvided(specifier),
  );
  return {
    modules: Object.fromEntries(outside.map((specifier) => [specifier, {}])),
    collections: [...new Set(texts.flatMap(namedCollections))],
  };
}

function isProvided(specifier: string): boolean {
  return isEmulated(specifier) || /^(node:)?(crypto|buffer|util)$/.test(specifier);
}

function readTexts(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !path.split(/[/\\]/).includes('node_modules'))
    .map((path) => join(folder, path))
    .filter((file) => {
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats?.isFile() === true && stats.size <= MAX_BYTES;
    })
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => !ownMark.test(text));
}
