import type { Program } from 'acorn';

import { isGenerated } from '../../build/generated-header.ts';
import { checkEntry } from '../../workbench/site-entries/check-entry.ts';
import type { Finding } from '../../workbench/site-entries/finding.ts';
import { isHandlerMisspelt } from '../../workbench/site-entries/find-undocumented-handlers.ts';
import { listExports } from '../../workbench/site-entries/list-exports.ts';
import { listImports } from '../../workbench/site-entries/list-imports.ts';
import type { Severity, SiteFinding } from './site-finding.ts';
import { findingAt } from './site-finding.ts';
import { programOf, type SiteFiles } from './read-site.ts';

const BACKEND = 'src/backend/';

/** Checks each JavaScript file of the backend by itself: its syntax, its export forms and the names of its handlers. */
export function checkEntries({ sources }: SiteFiles): SiteFinding[] {
  return [...sources].flatMap(([file, text]) => {
    if (!file.startsWith(BACKEND) || !/\.(js|jsw)$/.test(file)) return [];
    const program = programOf(text);
    return checkEntry(file.slice(BACKEND.length), text).map((finding) => {
      const { code, line, what, mend } = finding;
      const place = isGenerated(text) ? `${mend}; the file is built, so do it in its source` : mend;
      return findingAt({ file, line }, code, what, place, program && severityOf(finding, program));
    });
  });
}

/** The severity where it depends on more than the code. */
function severityOf({ code, line }: Finding, program: Program): Severity | undefined {
  if (code === 'open-web-method') return touchesMailOrOrders(program) ? 'error' : undefined;
  if (code !== 'undocumented-handler') return undefined;
  return listExports(program).some((exported) => exported.line === line && isHandlerMisspelt(exported.name))
    ? 'error'
    : undefined;
}

function touchesMailOrOrders(program: Program): boolean {
  return listImports(program).some(({ specifier = '' }) => /^(wix-crm-backend|backend\/order-events)/.test(specifier));
}
