import type { ExportNamedDeclaration, Program } from 'acorn';

import { isDocumented } from '../../../emulator/site-entries/documented-handlers.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { filesInUse } from './reached-files.ts';
import type { SiteFinding, SiteFindingCode } from './site-finding.ts';

/** Codes of faults that break a file only when it is loaded. */
const loadingCodes: readonly SiteFindingCode[] = ['syntax-error', 'unresolved-import', 'missing-export'];
const exportCodes: readonly SiteFindingCode[] = ['re-export', 'dynamic-export', 'member-export', 'not-a-function'];

/** Names by which Wix calls data hooks and routers. */
const calledByName = /_(before|after|on)[A-Z]\w*$|_(Router|SiteMap)$|^\w+_(before|after)Router$/i;

/**
 * Keeps `error` only for what is proven not to work, by Wix's documentation or by a test. What may work, judging from the site's
 * files alone, becomes a warning.
 */
export function weighFindings(site: SiteFiles, findings: readonly SiteFinding[]): SiteFinding[] {
  const used = filesInUse(site);
  const isProven = (finding: SiteFinding): boolean => {
    const { code, file, what } = finding;
    if (loadingCodes.includes(code)) return used.has(file);
    const [, name = ''] = /"([\w*]+)"/.exec(what) ?? [];
    if (exportCodes.includes(code)) return isCalled(file, name) && !isOfOwnFile(site, finding, name);
    if (code === 'not-a-web-method') return isAskedForByPages(site, file, name);
    return true;
  };
  return findings.map((finding) =>
    finding.severity === 'error' && !isProven(finding) ? { ...finding, severity: 'warning' } : finding,
  );
}

function isCalled(file: string, name: string): boolean {
  if (name === '*') return true;
  return file === 'src/backend/events.js' ? isDocumented(name) : calledByName.test(name);
}

/**
 * `true` for a re-export of the site's own file. Wix documents that it does not call re-exports from packages, but says nothing of own
 * files.
 */
function isOfOwnFile({ sources }: SiteFiles, { code, file, line }: SiteFinding, name: string): boolean {
  const program = code === 're-export' ? programOf(sources.get(file) ?? '') : undefined;
  const specifier = program && sourceOf(program, line, name);
  return specifier !== undefined && /^(\.{1,2}|backend|public)\//.test(specifier);
}

/** Returns the module that the export on a line comes from. */
function sourceOf({ body }: Program, line: number, name: string): string | undefined {
  const statement = body.find(({ loc }) => loc && loc.start.line <= line && line <= loc.end.line);
  if (statement?.type === 'ExportAllDeclaration') return String(statement.source.value);
  if (statement?.type !== 'ExportNamedDeclaration') return undefined;
  if (statement.source) return String(statement.source.value);
  const local = localNameOf(statement, name);
  for (const other of body) {
    if (other.type !== 'ImportDeclaration') continue;
    if (other.specifiers.some((specifier) => specifier.local.name === local)) return String(other.source.value);
  }
  return undefined;
}

/** Returns the export's name inside its own file: `handler` for `export const name = handler` and `export { handler as name }`. */
function localNameOf({ declaration, specifiers }: ExportNamedDeclaration, name: string): string | undefined {
  if (declaration?.type === 'VariableDeclaration') {
    const { init } = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name) ?? {};
    return init?.type === 'Identifier' ? init.name : undefined;
  }
  const { local } = specifiers.find(({ exported }) => exported.type === 'Identifier' && exported.name === name) ?? {};
  return local?.type === 'Identifier' ? local.name : undefined;
}

/** `true` if a page uses the name. Backend files may import any function of a web module; only pages need a web method. */
function isAskedForByPages({ sources }: SiteFiles, file: string, name: string): boolean {
  const specifier = file.replace(/^src\//, '').replace(/\.js$/, '');
  const word = new RegExp(`\\b${name}\\b`);
  return [...sources].some(
    ([other, text]) => !other.startsWith('src/backend/') && text.includes(specifier) && word.test(text),
  );
}
