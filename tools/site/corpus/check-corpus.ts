import { checkSite } from '../check/check-site.ts';
import { scopeFindings } from '../check/order-scope.ts';
import { readSite } from '../check/read-site.ts';
import type { SiteFinding } from '../check/site-finding.ts';
import type { TrueError } from './corpus-site.ts';

/** A finding, and the repository that has it. */
export interface CorpusFinding extends SiteFinding {
  readonly repository: string;
  /** Whether `site check` says it without `--all`. */
  readonly isOfOrders: boolean;
}

/** What was found in one site; `undefined` when its folder holds none. */
export interface CheckedSite {
  readonly files: number;
  readonly findings: readonly CorpusFinding[];
}

/** Checks one fetched site, with and without what order events does not touch. */
export async function checkCorpusSite(repository: string, dir: string, root: string): Promise<CheckedSite | undefined> {
  const site = readSite(dir);
  if (site === undefined) return undefined;
  const options = { root, isPublishing: false };
  const { ofOrders, elsewhere } = scopeFindings(site, await checkSite(site, options), options);
  return {
    files: site.sources.size,
    findings: [
      ...ofOrders.map((finding) => ({ ...finding, repository, isOfOrders: true })),
      ...elsewhere.map((finding) => ({ ...finding, repository, isOfOrders: false })),
    ],
  };
}

/** The errors that nobody has found to be true. */
export function doubtfulErrors(findings: readonly CorpusFinding[], known: readonly TrueError[]): CorpusFinding[] {
  return findings.filter((finding) => finding.severity === 'error' && !known.some((one) => isSame(one, finding)));
}

/** The entries of the list that no finding answers to any more. */
export function outdatedErrors(findings: readonly CorpusFinding[], known: readonly TrueError[]): TrueError[] {
  return known.filter((one) => !findings.some((finding) => finding.severity === 'error' && isSame(one, finding)));
}

function isSame(one: TrueError, { repository, code, file }: CorpusFinding): boolean {
  return one.repository === repository && one.code === code && one.file === file;
}

/** How many findings there are by severity and code: those that `site check` says by default, and all. */
export function countFindings(findings: readonly CorpusFinding[]): string[] {
  const nameOf = ({ severity, code }: CorpusFinding): string => `${severity.padEnd(7)}  ${code}`;
  return [...new Set(findings.map(nameOf))].sort().map((name) => {
    const all = findings.filter((finding) => nameOf(finding) === name);
    const byDefault = all.filter(({ isOfOrders }) => isOfOrders).length;
    return `${name.padEnd(40)} ${String(byDefault).padStart(5)} ${String(all.length).padStart(5)}`;
  });
}
