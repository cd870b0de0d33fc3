import { resolve } from 'node:path';

import { CliError } from '../workbench/cli-error.ts';
import { checkSite } from './check/check-site.ts';
import { countFindings, formatFindings, formatGroups } from './check/format-findings.ts';
import { scopeFindings } from './check/order-scope.ts';
import { readSite, type SiteFiles } from './check/read-site.ts';
import type { SiteFinding } from './check/site-finding.ts';
import { findOwnFile } from './own-files.ts';
import { countOf, type SiteLine } from './site-output.ts';

/** Request to `site check`. */
export interface CheckRequest {
  readonly dir: string | undefined;
  readonly isPublishing: boolean;
  /** `true` to also report findings unrelated to order events. */
  readonly isAll: boolean;
  readonly isJson: boolean;
  /** `true` to run the site's rules instead of reading them. */
  readonly isRunningRules: boolean;
}

/** Runs `site check`: shows the findings and returns the exit code, which is 1 if it showed an error. */
export async function runCheck(request: CheckRequest, line: SiteLine): Promise<number> {
  const { dir, isPublishing, isAll, isJson, isRunningRules } = request;
  const folder = dir === undefined ? line.root : resolve(line.cwd, dir);
  const site = openSite(folder);
  const options = { root: line.root, isPublishing, isRunningRules };
  const { ofOrders, elsewhere } = scopeFindings(site, await checkSite(site, options), options);
  const findings = isAll ? [...ofOrders, ...elsewhere] : ofOrders;
  if (isJson) {
    const others = isAll ? {} : { elsewhere: countByCode(elsewhere) };
    await line.print(JSON.stringify({ dir: folder, files: site.sources.size, findings, ...others }));
    return codeFor(findings);
  }
  for (const text of formatFindings(ofOrders, line.colors)) await line.print(`${text}\n`);
  if (isAll && elsewhere.length > 0) {
    await line.print(`${line.colors.bold('What order events does not touch:')}\n`);
    for (const text of formatGroups(elsewhere, line.colors)) await line.print(`${text}\n`);
  }
  await line.print(`${countOf(site.sources.size, 'file')} checked, ${countFindings(findings)} found`);
  if (!isAll && elsewhere.length > 0) {
    const counts = countFindings(elsewhere);
    await line.print(
      line.colors.dim(
        `In what order events does not touch: ${counts}. To see: node bin/order-events.js site check --all`,
      ),
    );
  }
  if (!isRunningRules && findOwnFile(site.sources, 'notification-rules.js') !== undefined) {
    await line.print(
      line.colors.dim('The rules were read, not run. To run them: node bin/order-events.js site check --run-rules'),
    );
  }
  if (!isPublishing)
    await line.print(line.colors.dim('Before you publish: node bin/order-events.js site check --publishing'));
  return codeFor(findings);
}

function codeFor(findings: readonly SiteFinding[]): number {
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function countByCode(findings: readonly SiteFinding[]): Record<string, number> {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return Object.fromEntries(codes.map((code) => [code, findings.filter((finding) => finding.code === code).length]));
}

/** Reads a site; throws CliError if the folder has none. */
export function openSite(folder: string): SiteFiles {
  const site = readSite(folder);
  if (site !== undefined) return site;
  const message = `${folder} is no repository of a Wix site: it has neither wix.config.json nor src/backend.`;
  throw new CliError('wrong-arguments', message);
}
