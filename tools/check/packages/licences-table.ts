import { replaceTable } from '../replace-table.ts';
import { otherLicences } from './licences.ts';

/** Returns `docs/packages.md` with the table of other licences brought up to date; throws if the text lacks the markers. */
export function withLicencesTable(document: string): string {
  const rows = Object.entries(otherLicences).map(([name, { licence = 'names none', usedBy }]) => {
    return `| \`${name}\` | ${licence} | ${usedBy} |`;
  });
  return replaceTable(
    document,
    'npm run packages',
    ['| package | licence | used by |', '|---|---|---|', ...rows].join('\n'),
  );
}
