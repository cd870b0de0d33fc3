import { findRelativeImports } from './find-relative-imports.ts';
import { findUndocumentedHandlers } from './find-undocumented-handlers.ts';
import { findUnsupportedExports } from './find-unsupported-exports.ts';
import { findWebModuleFaults } from './find-web-module-faults.ts';
import { createFinding, type Finding } from './finding.ts';
import { parseModule, SITE_ECMA_VERSION } from './parse-module.ts';

/**
 * Returns everything that is wrong with a JavaScript file of a site's `src/backend`, by line. `path` is relative to `src/backend` and
 * decides what Wix expects of the file. Never throws on the file's text.
 */
export function checkEntry(path: string, text: string): Finding[] {
  const parsed = parseModule(text, 'latest');
  if (parsed.kind === 'unreadable') {
    return [createFinding('syntax-error', parsed.line, parsed.reason, 'fix the syntax')];
  }
  const { program } = parsed;
  return [
    ...findNewerSyntax(text),
    ...findRelativeImports(program),
    ...(hasLiteralExportsOnly(path) ? findUnsupportedExports(program) : []),
    ...(path === 'events.js' ? findUndocumentedHandlers(program) : []),
    ...(path.endsWith('.web.js') ? findWebModuleFaults(program) : []),
  ].sort((a, b) => a.line - b.line);
}

function hasLiteralExportsOnly(path: string): boolean {
  return ['events.js', 'data.js', 'routers.js'].includes(path);
}

function findNewerSyntax(text: string): Finding[] {
  const parsed = parseModule(text, SITE_ECMA_VERSION);
  if (parsed.kind === 'module') {
    return [];
  }
  const what = `newer than ES${SITE_ECMA_VERSION}: ${parsed.reason}`;
  return [createFinding('newer-syntax', parsed.line, what, `write it in ES${SITE_ECMA_VERSION}`)];
}
