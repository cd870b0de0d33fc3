import { isEmulated } from '../../../emulator/modules/wix-modules.ts';
import { listFiles, readText } from '../../repository/read-files.ts';
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
const MAX_CHARACTERS = 1_000_000;

/** Collects what the site's own JavaScript expects, without running it. */
export function surroundingsOf(siteDir: string): Surroundings {
  const texts = ['backend', 'public'].flatMap((folder) => readTexts(siteDir, `src/${folder}`));
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

function readTexts(siteDir: string, folder: string): string[] {
  return listFiles(siteDir, folder, ['node_modules'])
    .files.filter((path) => path.endsWith('.js'))
    .flatMap((path) => {
      const read = readText(siteDir, path);
      return read.kind === 'text' && read.text.length <= MAX_CHARACTERS && !ownMark.test(read.text) ? [read.text] : [];
    });
}
