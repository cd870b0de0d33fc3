import { replaceTable } from '../../check/replace-table.ts';
import { markdownTable } from './markdown-table.ts';
import type { PartRecord } from './part-record.ts';

/** Returns the README with the table of what was measured brought up to date; throws if the text lacks its markers. */
export function withClaims(readme: string, records: readonly PartRecord[]): string {
  const rows = records.flatMap(({ claims = [] }) => claims.map(({ what, ours, beside }) => [what, ours, beside]));
  return replaceTable(readme, 'npm run bench', markdownTable(['', 'ours', 'beside it'], rows, false));
}
