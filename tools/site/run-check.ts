import { resolve } from 'node:path';

import { CliError } from '../workbench/cli-error.ts';
import { checkSite } from './check/check-site.ts';
import { countFindings, formatFindings } from './check/format-findings.ts';
import { readSite, type SiteFiles } from './check/read-site.ts';
import { countOf, type SiteLine } from './site-output.ts';

/** What `site check` is asked for. */
export interface CheckRequest {
  readonly dir: string | undefined;
  readonly isPublishing: boolean;
  readonly isJson: boolean;
}

/** `site check`: shows what is wrong and gives the exit code: 1 when an error was found. */
export async function runCheck({ dir, isPublishing, isJson }: CheckRequest, line: SiteLine): Promise<number> {
  const folder = dir === undefined ? line.root : resolve(line.cwd, dir);
  const site = openSite(folder);
  const findings = await checkSite(site, { root: line.root, isPublishing });
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  if (isJson) {
    await line.print(JSON.stringify({ dir: folder, files: site.sources.size, findings }));
    return hasErrors ? 1 : 0;
  }
  for (const text of formatFindings(findings, line.colors)) await line.print(`${text}\n`);
  await line.print(`${countOf(site.sources.size, 'file')} checked, ${countFindings(findings)} found`);
  if (!isPublishing) await line.print(line.colors.dim('Before you publish: npx order-events site check --publishing'));
  return hasErrors ? 1 : 0;
}

/** Reads a site; throws CliError when the folder is none. */
export function openSite(folder: string): SiteFiles {
  const site = readSite(folder);
  if (site !== undefined) return site;
  const message = `${folder} is no repository of a Wix site: it has neither wix.config.json nor src/backend.`;
  throw new CliError('wrong-arguments', message);
}
