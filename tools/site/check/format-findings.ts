import { countOf, type SiteLine } from '../site-output.ts';
import type { Severity, SiteFinding } from './site-finding.ts';

/** The findings for people: where and what, how to mend it, and why it matters with the first of each code. */
export function formatFindings(findings: readonly SiteFinding[], colors: SiteLine['colors']): string[] {
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan } satisfies Record<Severity, unknown>;
  return findings.map(({ file, line, severity, code, what, why, mend }, index) => {
    const isFirst = findings.findIndex((other) => other.code === code) === index;
    return [
      `${colors.bold(`${file}:${line}`)}  ${paint[severity](severity)}  ${what}`,
      `    ${mend}`,
      ...(isFirst ? [`    ${colors.dim(`${code}: ${why}`)}`] : []),
    ].join('\n');
  });
}

/** How many of each severity there are: `2 errors, 1 warning`, or `nothing`. */
export function countFindings(findings: readonly SiteFinding[]): string {
  const counts = (['error', 'warning', 'note'] as const)
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => countOf(count, severity));
  return counts.length === 0 ? 'nothing' : counts.join(', ');
}
