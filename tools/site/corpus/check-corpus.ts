import { checkSite } from '../check/check-site.ts';
import { scopeFindings } from '../check/order-scope.ts';
import { readSite } from '../check/read-site.ts';
import type { SiteFinding } from '../check/site-finding.ts';
import type { TrueError } from './corpus-site.ts';

/** Finding, with the repository that has it. */
export interface CorpusFinding extends SiteFinding {
  readonly repository: string;
  /** `true` if `site check` reports it without `--all`. */
  readonly isOfOrders: boolean;
}

/** Findings of one site. */
export interface CheckedSite {
  readonly files: number;
  readonly findings: readonly CorpusFinding[];
}

/** Checks one fetched site as `site check --all` does; `undefined` if the folder has no site. */
export async function checkCorpusSite(repository: string, dir: string, root: string): Promise<CheckedSite | undefined> {
  const site = readSite(dir);
  if (site === undefined) return undefined;
  const options = { root, isPublishing: false, isRunningRules: false };
  const { ofOrders, elsewhere } = scopeFindings(site, await checkSite(site, options), options);
  return {
    files: site.sources.size,
    findings: [
      ...ofOrders.map((finding) => ({ ...finding, repository, isOfOrders: true })),
      ...elsewhere.map((finding) => ({ ...finding, repository, isOfOrders: false })),
    ],
  };
}

/** Returns the errors that are not on the list of confirmed errors. */
export function doubtfulErrors(findings: readonly CorpusFinding[], known: readonly TrueError[]): CorpusFinding[] {
  return findings.filter((finding) => finding.severity === 'error' && !known.some((one) => isSame(one, finding)));
}

/** Returns the entries of the list that match no finding any more. */
export function outdatedErrors(findings: readonly CorpusFinding[], known: readonly TrueError[]): TrueError[] {
  return known.filter((one) => !findings.some((finding) => finding.severity === 'error' && isSame(one, finding)));
}

function isSame(one: TrueError, { repository, code, file }: CorpusFinding): boolean {
  return one.repository === repository && one.code === code && one.file === file;
}

/** Returns the number of findings by severity and code: those that `site check` reports by default, and all. */
export function countFindings(findings: readonly CorpusFinding[]): string[] {
  const nameOf = ({ severity, code }: CorpusFinding): string => `${severity.padEnd(7)}  ${code}`;
  return [...new Set(findings.map(nameOf))].sort().map((name) => {
    const all = findings.filter((finding) => nameOf(finding) === name);
    const byDefault = all.filter(({ isOfOrders }) => isOfOrders).length;
    return `${name.padEnd(40)} ${String(byDefault).padStart(5)} ${String(all.length).padStart(5)}`;
  });
}
