import { checkSite } from '../check/check-site.ts';

/** Checks a site and prints its faults; returns the exit code, 1 if there is an error among them. */
export function printFaults(siteDir: string, asJson: boolean, output: { write(text: string): unknown }): number {
  const faults = checkSite(siteDir);
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const lines = faults.map(
    ({ file, line, severity, what, fix }) => `${severity.padEnd(7)}  ${file}:${line}  ${what}: ${fix}`,
  );
  const summary = faults.length === 0 ? 'Nothing found.' : `${errors} errors, ${faults.length - errors} warnings.`;
  output.write(asJson ? `${JSON.stringify(faults)}\n` : `${[...lines, summary].map(visible).join('\n')}\n`);
  return errors > 0 ? 1 : 0;
}

/** Shows control characters, which may come from a file's name or text, instead of sending them to the terminal. */
function visible(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
