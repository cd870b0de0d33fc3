import type { Session } from '../../workbench/session/session.ts';
import { visibleLine } from '../../../emulator/cli/visible-text.ts';
import { columnsOf, wrap } from './wrap-row.ts';

/** Parts of the heading above the report of one delivery. */
export interface Heading {
  /** Handler, or another name for the event. */
  readonly name: string;
  readonly label: string;
  readonly index: number;
  readonly count: number;
}

/** Formats the heading; a long label goes on a line below. */
export function headingOf({ colors, line }: Session, { name, label: given, index, count }: Heading): string {
  const label = visibleLine(given);
  const place = count === 1 ? '' : `${index + 1}/${count}  `;
  const columns = columnsOf(line.stdout);
  const isShort = `${place}${name}  ${label}`.length <= columns;
  const about = isShort ? `  ${colors.dim(label)}` : wrap(label, columns - 2).map((text) => `\n  ${colors.dim(text)}`);
  return `${colors.dim(place)}${colors.bold(visibleLine(name))}${[about].flat().join('')}`;
}
