import { checkSite } from '../check/check-site.ts';
import { visibleLine } from './visible-text.ts';

/** Checks a site and prints its faults; returns the exit code, 1 if there is an error among them. */
export function printFaults(siteDir: string, asJson: boolean, output: { write(text: string): unknown }): number {
  const faults = checkSite(siteDir);
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const lines = faults.map(
    ({ file, line, severity, what, fix }) => `${severity.padEnd(7)}  ${file}:${line}  ${what}: ${fix}`,
  );
  const summary =
    faults.length === 0
      ? 'Nothing found.'
      : `${countOf(errors, 'error')}, ${countOf(faults.length - errors, 'warning')}.`;
  output.write(asJson ? `${JSON.stringify(faults)}\n` : `${[...lines, summary].map(visibleLine).join('\n')}\n`);
  return errors > 0 ? 1 : 0;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
