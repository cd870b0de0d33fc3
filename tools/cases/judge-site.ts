import type { Finding } from './call-command.ts';
import type { SiteExpectation } from './case-folder.ts';

/** Returns the differences between the expected and actual findings; empty if there are none. */
export function judgeSite({ findings }: SiteExpectation, found: readonly Finding[]): string[] {
  const left = [...found];
  const missing = findings.filter((expected) => {
    const index = left.findIndex((finding) => fits(expected, finding));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map(({ severity, code, file, says = '' }) => `no ${severity} ${code ?? ''} "${says}" in ${file}`),
    ...left.map(({ severity, code, file, what }) => `${severity} ${code} in ${file}, and should not be: ${what}`),
  ];
}

function fits({ code, severity, file, says = '' }: SiteExpectation['findings'][number], finding: Finding): boolean {
  return (
    (code === undefined || code === finding.code) &&
    severity === finding.severity &&
    file === finding.file &&
    Object.values(finding).join(' ').toLowerCase().includes(says.toLowerCase())
  );
}
