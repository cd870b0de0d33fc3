import type { Severity } from '../../../emulator/site-entries/finding.ts';
import { visibleLine } from '../../../emulator/cli/visible-text.ts';
import { countOf, type SiteLine } from '../site-output.ts';
import type { SiteFinding } from './site-finding.ts';

/** Longest list whose findings are all shown. */
const LONG_LIST = 20;
/** Number of findings shown for each code of a long list. */
const SHOWN_OF_EACH = 3;

const severities = ['error', 'warning', 'note'] as const;

/**
 * Returns the findings as text for people: place, fault and fix, with the reason at the first of each code. A long list is summarized: most
 * severe first, the first few of each code, and a count of the rest.
 */
export function formatFindings(findings: readonly SiteFinding[], colors: SiteLine['colors']): string[] {
  if (findings.length <= LONG_LIST) {
    return findings.map((finding, index) => {
      const isFirst = findings.findIndex(({ code }) => code === finding.code) === index;
      return formatFinding(finding, isFirst, colors);
    });
  }
  return groupsOf(findings).flatMap((group) => {
    const shown = group.slice(0, SHOWN_OF_EACH).map((finding, index) => formatFinding(finding, index === 0, colors));
    const left = group.length - shown.length;
    const rest = `    … and ${left} more of ${group[0]?.code ?? ''}; --json shows all`;
    return left === 0 ? shown : [...shown, colors.dim(rest)];
  });
}

/** Returns the findings by severity and code as text for people: their number, the reason, and the first few places. */
export function formatGroups(findings: readonly SiteFinding[], colors: SiteLine['colors']): string[] {
  return groupsOf(findings).map((group) => {
    const [{ severity, code, why } = { severity: 'note', code: '', why: '' } as const] = group;
    const left = group.length - SHOWN_OF_EACH;
    return [
      `${paintOf(severity, colors)(severity)}  ${colors.bold(code)}  ${group.length}`,
      `    ${colors.dim(why)}`,
      ...group
        .slice(0, SHOWN_OF_EACH)
        .map(({ file, line, what, fix }) => `    ${visibleLine(`${file}:${line}  ${what}: ${fix}`)}`),
      ...(left > 0 ? [`    ${colors.dim(`… and ${left} more; --json shows all`)}`] : []),
    ].join('\n');
  });
}

/** Groups findings by severity and code. */
function groupsOf(findings: readonly SiteFinding[]): SiteFinding[][] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return severities
    .flatMap((severity) =>
      codes.map((code) => findings.filter((finding) => finding.severity === severity && finding.code === code)),
    )
    .filter((group) => group.length > 0);
}

function formatFinding(finding: SiteFinding, isFirst: boolean, colors: SiteLine['colors']): string {
  const { line, severity, code, why } = finding;
  // They quote names from the site, in which a line break could look like another finding.
  const [file, what, fix] = [finding.file, finding.what, finding.fix].map(visibleLine);
  return [
    `${colors.bold(`${file}:${line}`)}  ${paintOf(severity, colors)(severity)}  ${what}`,
    `    ${fix}`,
    ...(isFirst ? [`    ${colors.dim(`${code}: ${why}`)}`] : []),
  ].join('\n');
}

function paintOf(severity: Severity, colors: SiteLine['colors']): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, note: colors.cyan }[severity];
}

/** Returns the number of findings of each severity: `2 errors, 1 warning`, or `nothing`. */
export function countFindings(findings: readonly SiteFinding[]): string {
  const counts = severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => countOf(count, severity));
  return counts.length === 0 ? 'nothing' : counts.join(', ');
}
