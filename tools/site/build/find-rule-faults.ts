import { parseTemplates } from '../../build/emails/build-templates.ts';
import { listTemplates } from '../../build/emails/list-templates.ts';
import { checkEmails } from '../check/check-emails.ts';
import { checkRules } from '../check/check-rules.ts';
import { readSite } from '../check/read-site.ts';
import { runRules } from '../check/run-rules.ts';
import type { SiteFinding } from '../check/site-finding.ts';

const TEMPLATES_FILE = 'src/backend/email-templates.js';

/** Returns the faults of a site's rules with the built files in place. `root` is the folder of this package. */
export async function findRuleFaults(
  dir: string,
  built: ReadonlyMap<string, string>,
  root: string,
): Promise<SiteFinding[]> {
  const present = readSite(dir);
  if (present === undefined) return [];
  const site = { ...present, sources: new Map([...present.sources, ...built]) };
  const known = await runRules(site, root);
  const templates = parseTemplates(site.sources.get(TEMPLATES_FILE) ?? '') ?? {};
  return [
    ...checkRules(site, known, { isPublishing: false, isBroken: false }),
    ...checkEmails(site, { templates, sources: listTemplates(dir), findings: [] }, known),
  ];
}
