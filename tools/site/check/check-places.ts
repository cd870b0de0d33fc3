import { isDocumented } from '../../../emulator/site-entries/documented-handlers.ts';
import { listExports } from '../../../emulator/site-entries/list-exports.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { resolveImport } from './resolve-import.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

const EVENTS_FILE = 'src/backend/events.js';

/** Files in the backend's root that Wix finds by name; it documents each as JavaScript. */
const entryName = /^src\/backend\/(events|data|routers|http-functions|jobs|[^/]+\.web)\.ts$/;

/** Finds event handlers outside `events.js`, and entry files that exist only as TypeScript. */
export function checkPlaces(site: SiteFiles): SiteFinding[] {
  const { sources } = site;
  const handled = new Set(handledNames(site));
  return [...sources].flatMap(([file, text]) => [
    ...checkTypeScript(sources, file),
    ...(/\.(js|jsw)$/.test(file) && file !== EVENTS_FILE ? checkHandlers(file, text, handled) : []),
  ]);
}

/** Returns the exports of `events.js`, including those of files that it re-exports with `export *`. */
function handledNames(site: SiteFiles): string[] {
  const program = programOf(site.sources.get(EVENTS_FILE) ?? '');
  const again = (program?.body ?? []).flatMap((statement) => {
    if (statement.type !== 'ExportAllDeclaration') return [];
    const found = resolveImport(site, EVENTS_FILE, String(statement.source.value));
    return found.kind === 'file' ? exportsOf(site.sources.get(found.path) ?? '') : [];
  });
  return [...(program === undefined ? [] : listExports(program)), ...again].map(({ name }) => name);
}

/** Finds handlers in other files; one that `events.js` also exports is imported from here or copied, and Wix calls it. */
function checkHandlers(file: string, text: string, handled: ReadonlySet<string>): SiteFinding[] {
  return exportsOf(text)
    .filter(({ name }) => isDocumented(name) && !handled.has(name))
    .map(({ name, line }) => {
      const what = `"${name}" is exported from ${file}`;
      return findingAt({ file, line }, 'handler-in-wrong-file', what, `export it from ${EVENTS_FILE}`);
    });
}

function checkTypeScript(sources: SiteFiles['sources'], file: string): SiteFinding[] {
  const built = file.replace(/\.ts$/, '.js');
  if (!entryName.test(file) || sources.has(built)) return [];
  const what = `${file} has no JavaScript beside it`;
  return [findingAt({ file, line: 1 }, 'typescript-only', what, `compile it to ${built} and commit that too`)];
}

function exportsOf(text: string): { readonly name: string; readonly line: number }[] {
  const program = programOf(text);
  return program === undefined ? [] : listExports(program);
}
