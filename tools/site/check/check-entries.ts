import type { CallExpression } from 'acorn';

import { isGenerated } from '../../build/generated-header.ts';
import { checkEntry } from '../../../emulator/site-entries/check-entry.ts';
import type { Finding } from '../../../emulator/site-entries/finding.ts';
import { findChosenRecipients } from './find-chosen-recipients.ts';
import { programOf, type SiteFiles } from './read-site.ts';
import { findingAt, type SiteFinding } from './site-finding.ts';

const BACKEND = 'src/backend/';

/** Checks each JavaScript file of the backend on its own: syntax, export forms and handler names. */
export function checkEntries(site: SiteFiles): SiteFinding[] {
  return [...site.sources].flatMap(([file, text]) => {
    if (!file.startsWith(BACKEND) || !/\.(js|jsw)$/.test(file)) return [];
    const findings = checkEntry(file.slice(BACKEND.length), text);
    const program = findings.some(isOpen) ? programOf(text) : undefined;
    const chosen = program === undefined ? [] : findChosenRecipients(site, file, program);
    return findings.map((finding) => {
      const { code, line, what, fix, severity } = finding;
      if (isOpen(finding) && chosen.some((call) => isOpenedAt(call, line))) {
        const whom = 'Permissions.Anyone lets every visitor choose who gets an email';
        return findingAt({ file, line }, code, whom, fix, 'error');
      }
      const place = isGenerated(text) ? `${fix}; the file is built, so do it in its source` : fix;
      return findingAt({ file, line }, code, what, place, severity);
    });
  });
}

function isOpen({ code }: Finding): boolean {
  return code === 'open-web-method';
}

/** `true` if a call's permission is written on that line, or comes from a variable that may refer to it. */
function isOpenedAt({ arguments: [permission] }: CallExpression, line: number): boolean {
  if (permission?.type === 'Identifier') return true;
  return permission?.loc ? permission.loc.start.line <= line && line <= permission.loc.end.line : false;
}
